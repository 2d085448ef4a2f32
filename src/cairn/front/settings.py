"""Django's settings, made from the configuration. Nothing exists only in production."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from pathlib import Path

from csp.constants import NONE, SELF

from cairn.front.configuration import read_configuration
from cairn.front.database import database_of
from cairn.front.logs import LOGS

CONFIGURATION = read_configuration()

PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = False
SECRET_KEY = CONFIGURATION.derive("django").hex()
ALLOWED_HOSTS = list(CONFIGURATION.hosts)

CAIRN_DATA = CONFIGURATION.data
CAIRN_DEMO = CONFIGURATION.is_demo
CAIRN_CLOCK_OFFSET_DAYS = CONFIGURATION.clock_offset_days
CAIRN_SEAL_KEY = CONFIGURATION.derive("ledger seal")
CAIRN_FORM_KEY = CONFIGURATION.derive("form ids")
CAIRN_SEALED_KEY = CONFIGURATION.derive("sealed statements")
CAIRN_SECOND_STEP_KEY = urlsafe_b64encode(CONFIGURATION.derive("second step"))
CAIRN_BADGE_KEY = urlsafe_b64encode(CONFIGURATION.derive("badge keys"))
CAIRN_PUBLIC_ADDRESS = CONFIGURATION.address
CAIRN_PAPER_BYTES = 10 * 2**20  # the largest file that is taken
CAIRN_WALL_ONE = CAIRN_WALL_TWO = True  # no setting of an installation: only a test takes one down, to prove the other

ROOMS = [
    "cairn.privacy",
    "cairn.identity",
    "cairn.program",
    "cairn.credentials",
    "cairn.badges",
    "cairn.trails",
    "cairn.exams",
    "cairn.training",
    "cairn.board",
    "cairn.directory",
    "cairn.support",
    "cairn.plans",
    "cairn.incidents",
    "cairn.departures",
    "cairn.referrals",
    "cairn.warmline",
    "cairn.court",
    "cairn.gatherings",
    "cairn.intake",
    "cairn.matching",
    "cairn.meetings",
    "cairn.work",
    "cairn.supervision",
    "cairn.hiring",
    "cairn.mentoring",
    "cairn.billing",
    "cairn.outcomes",
    "cairn.exchange",
    "cairn.portal",
    "cairn.front",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "cairn.front.middleware.plain_errors",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cairn.front.middleware.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cairn.front.middleware.acting_hat",
    "axes.middleware.AxesMiddleware",
]

CAIRN_HOMES = "cairn.front.pages.homes.HOMES"  # which roles have pages: the others are not invited yet
ROOT_URLCONF = "cairn.front.urls"
WSGI_APPLICATION = "cairn.front.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE / "front" / "templates",
            *(PACKAGE / room.split(".")[1] / "templates" for room in ROOMS if room != "cairn.front"),
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "cairn.front.jinja.environment",
            "context_processors": [
                "cairn.front.middleware.page_context",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {  # only for what packages render by themselves (mail bodies, their fallbacks)
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]


DATABASES = {"default": database_of(CONFIGURATION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "cairn.identity.password_rules.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "cairn.identity.password_rules.NotCommon"},
    {"NAME": "cairn.identity.password_rules.NotOnlyDigits"},
    {"NAME": "cairn.identity.password_rules.NotTheAddress", "OPTIONS": {"user_attributes": ["email"]}},
    {"NAME": "cairn.identity.password_rules.NotOneWordAgain"},
    {"NAME": "cairn.identity.password_rules.NotTheNames"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "cairn.identity.web.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account exists only by an invitation handed over in person
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,10/5m/key"}  # the lock below comes first
MFA_ADAPTER = "cairn.identity.web.adapters.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # no address is verified by mail: the link was handed over in person
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Cairn"
MFA_TOTP_TOLERANCE = 1  # a code of the half minute before still fits: phones run late, and thumbs are slow
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = CONFIGURATION.is_demo
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "cairn.identity.web.sign_in.blind_name"  # no address is stored, only a keyed digest
AXES_LOCKOUT_CALLABLE = "cairn.identity.web.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # the ledger holds who signed in
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]
AXES_VERBOSE = False

SESSION_ENGINE = "cairn.platform.db.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would leave their words, and names, on the device
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CONFIGURATION.behind_tls
SESSION_COOKIE_NAME = "__Host-cairn" if CONFIGURATION.behind_tls else "cairn"
CSRF_COOKIE_SECURE = CONFIGURATION.behind_tls
CSRF_COOKIE_NAME = "__Host-cairn-form" if CONFIGURATION.behind_tls else "cairn-form"
CSRF_FAILURE_VIEW = "cairn.front.web.errors.form_expired"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in CONFIGURATION.hosts] if CONFIGURATION.behind_tls else []
CAIRN_IDLE_MINUTES = 15
CAIRN_LONGEST_HOURS = 12
CACHES = {  # shared by all processes: a code used once is used, and tries are counted together
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cairn_cache"}
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CONFIGURATION.behind_tls else 0  # tries count for the caller, not for the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.behind_tls else None
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION.behind_tls else 0
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers send "Origin: null", and every form is refused
SECURE_CONTENT_TYPE_NOSNIFF = True
FILE_UPLOAD_HANDLERS = ["cairn.platform.upload_memory.InMemory"]  # no file is spooled to a folder in the clear
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = None  # files are served from where the packages put them; nothing is copied
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
CAIRN_MAIL = CONFIGURATION.mail  # empty: no mail leaves. What leaves is a reminder, and names nobody
globals().update(CONFIGURATION.mail_settings())

LOGGING = LOGS
