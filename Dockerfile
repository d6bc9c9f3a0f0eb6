# The portal for production: one image for web, worker, beat and migrations. Build with `docker compose build`.

FROM python:3.13-slim-bookworm AS packages
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /portal/packages
COPY requirements/base.txt /tmp/base.txt
RUN /portal/packages/bin/pip install --require-hashes --no-deps -r /tmp/base.txt \
    && /portal/packages/bin/python -m compileall -q /portal/packages/lib

FROM python:3.13-slim-bookworm AS portal
ENV PATH=/portal/packages/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=registry_site.settings \
    DEPLOYMENT=production \
    HOST=0.0.0.0 \
    PORT=8000 \
    STATE_DIR=/portal/state \
    STATIC_ROOT=/portal/static
RUN useradd --system --uid 10001 --home-dir /portal --shell /usr/sbin/nologin portal \
    && mkdir -p /portal/state \
    && chown portal:portal /portal/state
COPY --from=packages /portal/packages /portal/packages
WORKDIR /portal/source
COPY manage.py ./
COPY registry_site registry_site
COPY entities entities
COPY harvesting harvesting
COPY search search
COPY templates templates
COPY static static
COPY samples samples
# Files are collected once, here; no secret is needed for that, and none stays in the image.
RUN DEPLOYMENT=development STATIC_MANIFEST=true python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q .
USER portal
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["python", "manage.py", "run", "web"]
