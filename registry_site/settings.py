"""Settings of the portal: one file in sections, each value from the environment by a typed reader, with a safe default.

docs/running.md lists the variables. `DEPLOYMENT=production` refuses to start without its secrets.
"""

import secrets
import sys
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from registry_site import appearance, database, environment, logs, timetable

# --- Where and as what the portal runs ------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
DEPLOYMENT = environment.choice("DEPLOYMENT", "development", ("development", "production"))
IN_PRODUCTION = DEPLOYMENT == "production"
DEBUG = environment.flag("DEBUG", default=False)
STATE_DIR = Path(environment.text("STATE_DIR", str(BASE_DIR / "var"))).absolute()
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = environment.items("CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "registry_site.errors.unasked_form"


def _required(name: str, file_name: str) -> str:
    """A value that production must be given; elsewhere the one that `manage.py up` keeps, if any."""
    value = environment.secret(name, None if IN_PRODUCTION else STATE_DIR / file_name)
    if IN_PRODUCTION and not value:
        raise ImproperlyConfigured(f"{name} (or {name}_FILE) must be set where DEPLOYMENT=production.")
    return value


# Outside production a key that is nowhere kept ends with its process: good for commands and tests, useless to a thief.
SECRET_KEY = _required("SECRET_KEY", "secret-key") or secrets.token_urlsafe(64)
JWT_SIGNING_KEY = environment.secret("JWT_SIGNING_KEY") or SECRET_KEY
# Keep the passwords that publishing software logs in with; the first key encrypts, all decrypt.
CREDENTIALS_KEYS = environment.items("CREDENTIALS_KEY") or [SECRET_KEY]

# --- The portal -----------------------------------------------------------------------------------------------------

PORTAL_NAME = environment.text("PORTAL_NAME", "Dataset Registry")
PORTAL_URL = environment.text("PORTAL_URL", "http://localhost:8000").rstrip("/")
CONTACT_EMAIL = environment.text("CONTACT_EMAIL", "admin@registry.localhost")
DOI_PREFIX = environment.text("DOI_PREFIX", "10.5072")
EML_SYSTEM = environment.text("EML_SYSTEM", "http://gbif.org")
DEMO_SOURCE_URL = environment.text("DEMO_SOURCE_URL")

# --- Harvesting (limits: RELIABILITY 3 and 4) -----------------------------------------------------------------------

HARVEST_MACHINE_TAG_NAMESPACE = environment.text("HARVEST_MACHINE_TAG_NAMESPACE", "harvest.registry.portal")
HARVEST_USER_AGENT = environment.text("HARVEST_USER_AGENT", f"DatasetRegistry/0.1 (+{PORTAL_URL})")
HARVEST_ALLOWED_PRIVATE = environment.private_addresses("HARVEST_ALLOWED_PRIVATE")
HARVEST_PROXY = environment.text("HARVEST_PROXY")
HARVEST_CONNECTIONS = environment.integer("HARVEST_CONNECTIONS", 6, minimum=1, maximum=32)
HARVEST_USER = environment.text("HARVEST_USER", "harvester")  # who changed what a harvest changed
HARVEST_REQUEST_SECONDS = environment.integer("HARVEST_REQUEST_SECONDS", 60, minimum=5, maximum=600)  # one request
HARVEST_RETRY_PAUSES = (2.0, 8.0)  # seconds before the second and the third try of a request
HARVEST_BEAT = environment.integer("HARVEST_BEAT", 3, minimum=1, maximum=10)  # seconds between two signs of life
HARVEST_LEASE = environment.integer("HARVEST_LEASE", 120, minimum=20)  # seconds without a heartbeat until a run is dead
HARVEST_BATCH_SIZE = environment.integer("HARVEST_BATCH_SIZE", 100, minimum=1, maximum=1000)
HARVEST_NIGHT_START = environment.integer("HARVEST_NIGHT_START", 22, minimum=0, maximum=23)  # hour, UTC
HARVEST_NIGHT_HOURS = environment.integer("HARVEST_NIGHT_HOURS", 8, minimum=1, maximum=24)  # sources are spread over
HARVEST_HISTORY_DAYS = environment.integer("HARVEST_HISTORY_DAYS", 400, minimum=1)  # runs are kept for
HARVEST_DOWNSTREAM_TOKEN = environment.secret("HARVEST_DOWNSTREAM_TOKEN") or ""  # of the downstream CKAN
CHECKLIST_BACKBONE = environment.text("CHECKLIST_BACKBONE")  # key of the checklist that others are matched with
CHECKLIST_CATALOGUE_OF_LIFE = environment.text("CHECKLIST_CATALOGUE_OF_LIFE")  # key of the Catalogue of Life here
HARVEST_LANES = environment.integer("HARVEST_LANES", 4, minimum=1, maximum=64)  # processes at work on one run, at most
CRAWL_DAYS = environment.integer("CRAWL_DAYS", 0, maximum=3650)  # between scheduled crawls of a dataset; 0: none
CRAWLS_PER_HOST = environment.integer("CRAWLS_PER_HOST", 2, minimum=1, maximum=32)  # at a time

# --- Search ---------------------------------------------------------------------------------------------------------

SEARCH_DIR = Path(environment.text("SEARCH_DIR", str(STATE_DIR / "search")))
SEARCH_FACET_LIMIT = environment.integer("SEARCH_FACET_LIMIT", 10, minimum=1, maximum=1000)  # values, if none is asked
SEARCH_HIGHLIGHT_CLASS = environment.choice("SEARCH_HIGHLIGHT_CLASS", "gbifHl", ("gbifHl", "gbifH1"))

API_TABLES = ("search.urls", "entities.api.urls", "harvesting.api.registry_urls")  # that /v1/openapi.json describes

# --- Watching: who shows this token reads /metrics; without it there is none --------------------------------------

METRICS_TOKEN = environment.secret("METRICS_TOKEN") or ""

# --- Applications ---------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "registry_site",
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular_sidecar",
    "entities",
    "harvesting",
    "search",
]
ROOT_URLCONF = "registry_site.urls"
WSGI_APPLICATION = "registry_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

# The classes of `registry_site.middleware` are Django's, let past on /v1, /api, /waf and /health: interfaces know no
# cookies, so that no session opens them, and pay nothing for what pages need.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "registry_site.middleware.PageSecurityPolicyMiddleware",
    "registry_site.middleware.PageSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "registry_site.middleware.PageAuthenticationMiddleware",
    "registry_site.middleware.PageMessageMiddleware",
    "registry_site.middleware.LoginLimitsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "registry_site.navigation.site",
            ]
        },
    }
]

# --- Database -------------------------------------------------------------------------------------------------------

DATABASE_URL = _required("DATABASE_URL", "database-url") or "postgres://registry@127.0.0.1:5432/registry"
DATABASES = {"default": database.connection(DATABASE_URL)}

# --- Broker, cache and tasks (RELIABILITY 8: the database is the queue of record, a hanging broker costs seconds) ---

REDIS_URL = environment.redis("REDIS_URL", _required("REDIS_URL", "redis-url") or "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": environment.redis("CACHE_URL", environment.text("CACHE_URL", REDIS_URL)),
        "KEY_PREFIX": "cache",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 1},
    }
}
CELERY_BROKER_URL = environment.celery_broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 7200,
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": 7200}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 3660
CELERY_TASK_SOFT_TIME_LIMIT = 3300
CELERY_TASK_DEFAULT_QUEUE = "registry"
CELERY_TASK_ROUTES = {"harvesting.tasks.*": {"queue": "harvest"}}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KiB
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 60
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
LIFE_SIGN = environment.text("LIFE_SIGN")  # a file that worker and beat touch
# A tick that no worker took in time is worth nothing: the next one does the same.
CELERY_BEAT_SCHEDULE = timetable.TICKS

# --- Accounts and sessions ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "entities.User"
AUTHENTICATION_BACKENDS = [
    "entities.permissions.RegistryBackend",
]
PASSWORD_HASHERS = [
    "registry_site.passwords.RegistryArgon2PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "registry_site.passwords.IteratedSha512PasswordHasher",  # only verifies
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "registry_site.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "admin:index"  # of the admin's own login; the other leads to the account
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IN_PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
NUM_PROXIES = environment.integer("NUM_PROXIES", 0, maximum=10)  # ours, for the address of a client
BASIC_REALM = environment.text("BASIC_REALM", "GBIF")
JWT_ISSUER = environment.text("JWT_ISSUER", "GBIF-REGISTRY")
# Applications that sign their requests, as key:secret; those that may act as themselves. None: the scheme is off.
APPLICATION_SECRETS = environment.pairs("APPLICATION_SECRETS")
TRUSTED_APPLICATIONS = environment.items("TRUSTED_APPLICATIONS")

# --- Mail: smtp+tls://user:password@host:587, smtps://…, consolemail:// or filemail:///folder ----------------------

vars().update(environment.mail("EMAIL_URL", f"filemail://{STATE_DIR / 'mail'}"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("MAIL_FROM", f"{PORTAL_NAME} <registry@localhost>")
EMAIL_TIMEOUT = 10
EMAIL_SUBJECT_PREFIX = ""

# --- What browsers are told -----------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=IN_PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IN_PRODUCTION
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("TRUST_FORWARDED_PROTO", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "https:"],  # logos of publishers
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# The admin's theme evaluates the expressions of its templates (Alpine.js) and sets styles on elements.
ADMIN_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Static files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(STATE_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_MANIFEST = environment.flag("STATIC_MANIFEST", default=IN_PRODUCTION)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": STATE_DIR / "media"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage."
        + ("ManifestStaticFilesStorage" if STATIC_MANIFEST else "StaticFilesStorage")
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- REST framework: closed unless a view opens itself, JSON only ---------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": NUM_PROXIES,
}

# --- The admin's theme ----------------------------------------------------------------------------------------------

UNFOLD = appearance.UNFOLD

# --- History and logs -----------------------------------------------------------------------------------------------

PGHISTORY_ADMIN_ALL_EVENTS = False
LOG_LEVEL = environment.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = logs.configuration(LOG_LEVEL, as_json=IN_PRODUCTION or not sys.stderr.isatty())
LOGGING_CONFIG = "registry_site.logs.configure"
