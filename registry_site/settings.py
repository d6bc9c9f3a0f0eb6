"""Settings of the portal, all from the environment."""

from pathlib import Path

from registry_site.environment import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = environment.bool("DEBUG", True)
SECRET_KEY = environment.str("SECRET_KEY", "development-only-" + "x" * 50)
ALLOWED_HOSTS = environment.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DEPLOYMENT = environment.str("DEPLOYMENT", "development")
STATE_DIR = Path(environment.str("STATE_DIR", str(BASE_DIR / "var")))

PORTAL_NAME = environment.str("PORTAL_NAME", "Dataset Registry")
DOI_PREFIX = environment.str("DOI_PREFIX", "10.5072")
HARVEST_ALLOWED_PRIVATE = environment.list("HARVEST_ALLOWED_PRIVATE", default=[])
HARVEST_USER_AGENT = environment.str("HARVEST_USER_AGENT", "DatasetRegistry/0.1 (+https://registry.example.org)")
HARVEST_MACHINE_TAG_NAMESPACE = environment.str("HARVEST_MACHINE_TAG_NAMESPACE", "harvest.registry.portal")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "axes",
    "entities",
    "harvesting",
    "search",
]
AUTH_USER_MODEL = "entities.User"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "registry_site.urls"
WSGI_APPLICATION = "registry_site.wsgi.application"
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
            ]
        },
    }
]
DATABASES = {
    "default": environment.db_url("DATABASE_URL", default="postgres://registry:registry@127.0.0.1:5432/registry")
}
REDIS_URL = environment.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = STATE_DIR / "static"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
}
