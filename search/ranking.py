"""Which datasets a `q` matches, and in which order: engine queries out of a `Text` (dataset-search 3.3, 3.4).

A score is a sum of steps that are far enough apart that no rare word can climb over one:

1. the DOI or key is `q`, then the title is `q`, then the title holds `q` as a phrase, then a keyword is `q`;
2. each word by the best field that holds it, and a fifth of what the other fields add.

Within a step BM25 decides: rarer words count more, a shorter field more than a long one.
"""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur, Query

from search import schema
from search.spelling import tolerated
from search.text import Text, as_regex

_OTHERS = 0.2
"""Share of the fields beside the best one."""
_RARITY = 0.02
"""What BM25, which stays below 31, adds to a field's weight: less than two neighbouring weights differ."""
_BASE, _PER_WORD = 60.0, 60.0
"""More than scattered words can reach, for each word."""
_NEAR = 3
"""Words that may stand between words that count as near."""
_NEARNESS = {"title": 4.0, "description": 3.0}
_PATTERN_LEVELS = (("title",), ("title", "keywords", "description"))
"""Fields that hold the patterns: whatever does so in the first stands before the rest, then the second (3.4)."""
_FUZZY = ("title", "keywords", "description", "words")
_NEARNESS_OF_SPELLING = (1.0, 0.7, 0.4)
"""Share of a field's weight for the very word, for one that is a letter away, and for one that is two away."""

Fields = Sequence[tuple[str, float]]
_FIELDS: Fields = tuple(schema.SCORED.items())


class Ranking:
    """Engine queries of one `Text` on one index."""

    def __init__(self, index: tantivy.Index, text: Text) -> None:
        self.schema, self.text = index.schema, text

    def matching(self) -> Query:
        """The datasets that match, without order: what is counted."""
        required = [self._anywhere(word) for word in self.text.required]
        return self._with_exact(self._all_of(required, self._musts()))

    def tolerant(self) -> Query | None:
        """The datasets that match if words may be misspelt; None where no word is long enough for that."""
        words = self.text.required
        if not any(len(word) == 1 and tolerated(word[0]) for word in words):
            return None
        return self._with_exact(self._all_of([self._misspelt(word) for word in words], self._musts()))

    def scored(self, matching: Query, *, is_tolerant: bool = False) -> Query:
        """The same datasets with their scores."""
        score = self._fuzzy_score if is_tolerant else self._word_score
        parts = [score(word) for word in self.text.words if word]
        parts += [self._phrase_score(phrase) for phrase in self.text.phrases]
        parts += [self._pattern_score(pattern) for pattern in self.text.patterns]
        parts += self._whole()
        must = (Occur.Must, Query.const_score_query(matching, 0.0))
        return Query.boolean_query([must, *((Occur.Should, part) for part in parts)])

    def levels(self, matching: Query) -> list[Query]:
        """The same datasets in parts, where `q` is nothing but patterns: by the fields in which all are found."""
        found = [
            Query.boolean_query([(Occur.Must, self._pattern_in(fields, pattern)) for pattern in self.text.patterns])
            for fields in _PATTERN_LEVELS
        ]
        levels, passed = [], [(Occur.Must, matching)]
        for level in found:
            levels.append(Query.boolean_query([*passed, (Occur.Must, level)]))
            passed.append((Occur.MustNot, level))
        return [*levels, Query.boolean_query(passed)]

    def _pattern_in(self, fields: Sequence[str], pattern: str) -> Query:
        return Query.boolean_query([(Occur.Should, self._pattern(name, pattern)) for name in fields])

    def _all_of(self, required: list[Query], musts: list[Query]) -> Query:
        if len(required) <= self.text.fewest:
            musts = [*required, *musts]
        else:
            some = Query.boolean_query([(Occur.Should, query) for query in required], self.text.fewest)
            musts = [some, *musts]
        if not musts:
            return Query.all_query() if self.text.is_empty else Query.empty_query()
        return musts[0] if len(musts) == 1 else Query.boolean_query([(Occur.Must, query) for query in musts])

    def _musts(self) -> list[Query]:
        phrases = [self._phrase("words", phrase) for phrase in self.text.phrases]
        return [*phrases, *(self._pattern("words", pattern) for pattern in self.text.patterns)]

    def _with_exact(self, query: Query) -> Query:
        """A DOI or key finds its dataset, whatever its texts say."""
        exact = list(self._exact())
        return Query.boolean_query([(Occur.Should, part) for part in (query, *exact)]) if exact else query

    def _exact(self) -> Iterable[Query]:
        for name, value in (("doi", self.text.doi), ("key", self.text.key)):
            if value:
                yield Query.term_query(self.schema, name, value, "basic")

    def _anywhere(self, word: tuple[str, ...]) -> Query:
        """The word in any text, or another form of it."""
        if len(word) > 1:
            return self._phrase("words", word)
        stem = schema.stem(word[0])
        return Query.term_query(self.schema, "stems", stem, "freq") if stem else self._term("words", word[0])

    def _word_score(self, word: tuple[str, ...]) -> Query:
        if len(word) > 1:
            return self._phrase_score(word, word_weights=True)
        parts = [self._weighted(self._term(name, word[0]), weight) for name, weight in _FIELDS]
        stem = schema.stem(word[0])
        if stem:
            terms = (
                (Query.term_query(self.schema, name, stem, "freq"), weight) for name, weight in schema.STEMMED.items()
            )
            parts += [self._weighted(term, weight) for term, weight in terms]
        return Query.disjunction_max_query(parts, _OTHERS)

    def _phrase_score(self, phrase: tuple[str, ...], *, word_weights: bool = False) -> Query:
        weights = schema.SCORED if word_weights else schema.PHRASES
        parts = [self._steady(self._phrase(name, phrase), weights[name]) for name in schema.PHRASES]
        return Query.disjunction_max_query(parts, _OTHERS)

    def _pattern_score(self, pattern: str) -> Query:
        fields = _PATTERN_LEVELS[-1]
        parts = [self._steady(self._pattern(name, pattern), schema.SCORED[name]) for name in fields]
        return Query.disjunction_max_query(parts, _OTHERS)

    def _fuzzy_score(self, word: tuple[str, ...]) -> Query:
        if len(word) > 1:
            return self._phrase_score(word, word_weights=True)
        parts = [
            self._steady(self._fuzzy(name, word[0], edits), schema.SCORED[name] * share)
            for name in _FUZZY
            for edits, share in enumerate(_NEARNESS_OF_SPELLING[: tolerated(word[0]) + 1])
        ]
        return Query.disjunction_max_query(parts, _OTHERS)

    def _misspelt(self, word: tuple[str, ...]) -> Query:
        return self._fuzzy("words", word[0], tolerated(word[0])) if len(word) == 1 else self._phrase("words", word)

    def _fuzzy(self, field: str, word: str, edits: int) -> Query:
        return Query.fuzzy_term_query(self.schema, field, word, distance=edits) if edits else self._term(field, word)

    def _whole(self) -> Iterable[Query]:
        """The steps of all of `q` as one value or phrase, and the nearness of its words."""
        whole = self.text.whole
        if not whole:
            return
        step, value = _BASE + _PER_WORD * len(whole), " ".join(whole)
        yield from (self._steady(exact, 16 * step) for exact in self._exact())
        yield self._steady(Query.term_query(self.schema, "title_value", value, "basic"), 8 * step)
        yield self._steady(self._phrase("title", whole), 2 * step)
        yield self._steady(Query.term_query(self.schema, "keyword_value", value, "basic"), step)
        if len(whole) > 1 and self.text.words:
            yield self._phrase_score(whole)
            yield from self._nearness(whole)

    def _nearness(self, whole: tuple[str, ...]) -> Iterable[Query]:
        if len(whole) <= 8:
            for name, weight in _NEARNESS.items():
                yield self._steady(Query.phrase_query(self.schema, name, list(whole), slop=_NEAR), weight)

    def _phrase(self, field: str, phrase: tuple[str, ...]) -> Query:
        if len(phrase) == 1:
            return self._term(field, phrase[0])
        return Query.phrase_query(self.schema, field, list(phrase))

    def _term(self, field: str, word: str) -> Query:
        return Query.term_query(self.schema, field, word, "freq")

    def _pattern(self, field: str, pattern: str) -> Query:
        try:
            return Query.regex_query(self.schema, field, as_regex(pattern))
        except ValueError:  # too large for the engine: a pattern that it cannot look for finds nothing
            return Query.empty_query()

    def _weighted(self, term: Query, weight: float) -> Query:
        """The field's weight, and a little more where the word is rare, frequent in the text, or the text short."""
        steady, varying = Query.const_score_query(term, weight), Query.boost_query(term, weight * _RARITY)
        return Query.boolean_query([(Occur.Must, steady), (Occur.Must, varying)])

    @staticmethod
    def _steady(query: Query, score: float) -> Query:
        return Query.const_score_query(query, score)
