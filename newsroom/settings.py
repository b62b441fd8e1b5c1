"""One file of settings. Safe as it stands: what makes it less safe has to be asked for.

Each is read from the environment through `env`, by the name that stands there; docs/operations.md has the table.
"""

import os
import sys
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from js_asset import Script, static_lazy

from articles.body.schema import ALLOWED, EDITOR_SCRIPTS
from common import env
from common.money import SYMBOLS
from common.sqlite_log import LEAVE_THE_LOG
from newsroom.monitoring.log_settings import FORMATS, LEVELS, logging_settings
from newsroom.newsletters.mail_service.mail_settings import mail_settings

BASE_DIR = Path(__file__).resolve().parent.parent

# Where it runs
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
os.umask(0o077)  # whatever the paper writes is its own: names of supporters, letters, unpublished words
DATA = env.folder("DATA", BASE_DIR / "var")
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, min=1, max=65535)
SITE_URL = env.address("SITE_URL", f"http://localhost:{PORT}")
SITE_HOST = urlsplit(SITE_URL).hostname
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
HTTPS = SITE_URL.startswith("https:")
if not (HTTPS or DEBUG or DEMO or SITE_HOST in LOCAL_HOSTS):
    raise ImproperlyConfigured("SITE_URL should begin with https:// on any host but this machine.")

# A key of one's own is demanded by newsroom.wsgi, which serves readers; commands and runserver can use a kept one.
SECRET_KEY_IS_OURS = bool(env.text("SECRET_KEY"))
SECRET_KEY = env.text("SECRET_KEY") or env.kept_secret(DATA / "secret-key")
# Keys of before: what they signed or sealed (links in letters, votes that browsers remember, apps) is still taken.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
env.check_secrets(SECRET_KEY, *SECRET_KEY_FALLBACKS)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [SITE_HOST, *(LOCAL_HOSTS if SITE_HOST in LOCAL_HOSTS else [])]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS should name each host; * lets a stranger choose what links point to.")

# The paper
PAPER_NAME = env.line("PAPER_NAME", "The Saltmere Courier" if DEMO else "Newsroom")
PAPER_TOWN = env.line("PAPER_TOWN", "Saltmere" if DEMO else "")
PAPER_EMAIL = env.text("PAPER_EMAIL", f"newsdesk@{SITE_HOST}")
SECURITY_CONTACT = env.contact("SECURITY_CONTACT", f"mailto:{parseaddr(PAPER_EMAIL)[1]}")  # told to all in security.txt
CURRENCY = env.one_of("CURRENCY", "GBP", SYMBOLS)

STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET = env.stripe_keys(demo=DEMO)

# How stories go out: whether somebody has to call them ready first, and whether that takes a second person
REQUIRE_REVIEW = env.flag("REQUIRE_REVIEW")
FOUR_EYES = env.flag("FOUR_EYES")
# Whether words that are changed after the lawyer passed them wait for the lawyer again
ASK_LAWYER_AGAIN = env.flag("ASK_LAWYER_AGAIN", default=True)

# What it is made of
INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "demo",
    "articles",
    "polls",
    "supporters",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "django_prose_editor",
    "django_tasks_db",
    "imagefield",
    "import_export",
    "reversion",
]
MIDDLEWARE = [
    "newsroom.monitoring.requests.request_middleware",
    "newsroom.headers.headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.middleware.body_size_middleware",
    "newsroom.middleware.charset_middleware",
    "newsroom.middleware.takedown_middleware",  # before all that asks the database
    "newsroom.database.unavailable.DatabaseMiddleware",
    "newsroom.identity.hashing.HasherBusyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.identity.middleware.FactorMiddleware",  # for all that follows, a password alone is nobody
    "newsroom.identity.session_middleware.staff_session_middleware",
    "newsroom.audit.middleware.audit_middleware",
    "newsroom.pages.crisis.TextOnlyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.pages.context_processors.paper",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "common.template_tags"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "forms"

# What it keeps
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA / 'newsroom.sqlite3'}")}
DATABASE = DATABASES["default"]
# Connections are kept between requests, and each request first asks whether its own still works.
DATABASE |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
# These are the waits of commands and of the worker. newsroom.database.limits has those of requests, which are shorter.
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["ENGINE"] = "common.sqlite"
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; {LEAVE_THE_LOG}",
    }
else:
    # A server that has vanished, power and all, is noticed within seconds and not by TCP's quarter of an hour.
    patience = {"connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    DATABASE["OPTIONS"] = {**patience, "tcp_user_timeout": 15_000, **DATABASE.get("OPTIONS", {})}
REDIS_URL = env.redis("REDIS_URL")
# What each process may remember by the clock alone, and lose. What must not be lost is in common.counters.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"}}
PAGE_CACHE = env.flag("PAGE_CACHE", default=True)  # off, each page is drawn for each reader: to measure that
PAGE_CACHE_MEMORY = env.number("PAGE_CACHE_MB", 32, min=1, max=65536) * 1024 * 1024  # bytes, in each web process
PAGE_CACHE_DISK = env.number("PAGE_CACHE_DISK_MB", 512, min=1, max=1048576) * 1024 * 1024  # bytes, on each node
# Readers that pages report wait so long in memory, to be written down together; 0 writes each down at once.
READERS_WAIT_SECONDS = 1
# A CDN in front that is told what has changed; without one, nobody but us keeps pages for longer than seconds.
PURGE_URL = env.text("PURGE_URL")
PURGE_TOKEN = env.text("PURGE_TOKEN")
# Who is told at once what came, changed or went: hubs of feeds, and search engines that take IndexNow.
WEBSUB_HUBS = env.addresses("WEBSUB_HUBS")
INDEXNOW = env.flag("INDEXNOW")
AI_POLICY = env.one_of("AI_POLICY", "allow", ("allow", "search", "none"))
OUTBOUND_PORTS = env.ports("OUTBOUND_PORTS")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_URL = "media/"
# Hashed names once `serve` has collected them. runserver shows the plain files as they are now, with no extra step.
IS_RUNSERVER = sys.argv[1:2] == ["runserver"]
STATIC_IS_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists() and not (DEBUG or IS_RUNSERVER)
# Pictures and films: in DATA, or in a bucket that several machines share
MEDIA_BUCKET = env.bucket("MEDIA_BUCKET")
MEDIA_ROOT = DATA / ("media-copies" if MEDIA_BUCKET else "media")
MEDIA_COPIES_BYTES = env.number("MEDIA_COPIES_MB", 2048, min=10) * 1024 * 1024
STORAGES = {
    "default": (
        {"BACKEND": "common.bucket_storage.BucketStorage", "OPTIONS": MEDIA_BUCKET}
        if MEDIA_BUCKET
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    ),
    "staticfiles": {
        "BACKEND": (
            "common.css_bundle.BundledStaticFilesStorage"
            if STATIC_IS_COLLECTED
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not STATIC_IS_COLLECTED
WHITENOISE_ROOT = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Pictures
IMAGEFIELD_BIN_DEPTH = 2
IMAGEFIELD_VALIDATE_ON_SAVE = False  # articles.imaging.decoding has looked at every dot before
IMAGEFIELD_CACHE_TIMEOUT = 86400

# The body editor
DJANGO_PROSE_EDITOR_EXTENSIONS = [{"js": [static_lazy(script) for script in EDITOR_SCRIPTS], "extensions": ALLOWED}]
DJANGO_PROSE_EDITOR_PRESETS = {"desk": [Script("articles/desk/story-editor.js", type="module")]}

# Words and times
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LANGUAGE_CODE = env.one_of("LANGUAGE_CODE", "en-gb", dict(LANGUAGES))
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
TIME_ZONE = env.zone("TIME_ZONE", "Europe/London")
USE_TZ = True

# Mail: a file for each letter unless a server or a service is named
DEFAULT_FROM_EMAIL = SERVER_EMAIL = PAPER_EMAIL
BOUNCE_ADDRESS, BOUNCE_MAILBOX = env.bounces()  # where servers report letters that did not arrive
MAIL_SERVICE, MAILERS, ANYMAIL = mail_settings(DATA / "mail")
LETTER_CONNECTIONS = env.number("LETTER_CONNECTIONS", 4, min=1, max=50)  # for a newsletter
LETTERS_PER_SECOND = env.number("LETTERS_PER_SECOND", 0, max=10000)  # at most; 0: as they are taken

# Who may do what, and what a browser may load
AUTHENTICATION_BACKENDS = ["newsroom.identity.role_grants.RoleBackend"]
SECOND_FACTOR = env.flag("SECOND_FACTOR") or not DEMO  # the demonstration alone can do without
ROLES_WITHOUT_FACTOR = env.words("ROLES_WITHOUT_FACTOR")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "newsroom.identity.password_rules.MaximumLengthValidator", "OPTIONS": {"max_length": 128}},
    {"NAME": "newsroom.identity.password_rules.UncommonPasswordValidator"},
    {"NAME": "newsroom.identity.password_rules.HouseWordsValidator"},
]
PASSWORD_HASHERS = [
    "newsroom.identity.hashing.QueuedArgon2Hasher",
    "newsroom.identity.hashing.QueuedPBKDF2Hasher",
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_ENGINE = "newsroom.identity.session_store"
SESSION_IDLE_HOURS = env.number("SESSION_IDLE_HOURS", 12, min=1, max=336)
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60  # seconds from signing in, whatever is done meanwhile
if HTTPS:  # browsers take these names from this host alone, never from a neighbour under the same domain
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS and env.flag("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 63072000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and env.flag("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS and env.flag("HSTS_PRELOAD", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, max=10)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "newsroom.pages.views.csrf_failure"
PUBLIC_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
# The desk's editor writes its import map inline (under a nonce) and reads style attributes of what is pasted.
DESK_CSP = PUBLIC_CSP | {
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "style-src-attr": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-ancestors": [CSP.SELF],
}
SECURE_CSP = PUBLIC_CSP

env.keep_private(DATA / "mail", *DATA.glob("newsroom.sqlite3*"))  # of before files were the paper's own

# What can be seen of it while it runs
METRICS_PORT = env.number("METRICS_PORT", 0, max=65535)
METRICS_FOLDER = DATA / "metrics"
SLOW_QUERY_MS = env.number("SLOW_QUERY_MS", 500)
LOG_LEVEL = env.one_of("LOG_LEVEL", "WARNING", LEVELS)
LOG_FORMAT = env.one_of("LOG_FORMAT", "plain", FORMATS)
LOGGING = logging_settings(form=LOG_FORMAT, level=LOG_LEVEL)
