"""Django settings. Everything an administrator may change comes from `KOERS_…` variables (docs/settings.md)."""

from __future__ import annotations

from koers.config.environment import load_environment

env = load_environment()

SECRET_KEY = env.secret_key
DEBUG = env.debug
ALLOWED_HOSTS = env.allowed_hosts
CSRF_TRUSTED_ORIGINS = env.trusted_origins
DATA_DIR = env.data_dir
MEDIA_ROOT = env.data_dir / "files"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "simple_history",
    "django_htmx",
    "koers.core",
    "koers.organisations",
    "koers.ui",
    "koers.editing",
    "koers.decisions",
    "koers.programmes",
    "koers.practices",
    "koers.finance",
    "koers.risks",
    "koers.yearplans",
    "koers.control",
    "koers.intake",
    "koers.web",
    "koers.api",
]

MIDDLEWARE = [
    *(["koers.config.proxy.RealAddressMiddleware"] if env.behind_proxy else []),
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "koers.config.turns.TurnsMiddleware",
    # Pages in a fifth of their size. Django pads the answer at random, so that its length tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After it is known who asks, before the first that reads what was sent.
    "koers.config.body_limit.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "koers.organisations.login.second_step.SecondStepMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "koers.config.urls"
WSGI_APPLICATION = "koers.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "koers.ui.context.layout",
            ],
            "loaders": [
                ("koers.ui.quick_templates.Loader", ["django.template.loaders.app_directories.Loader"])
            ],
            "builtins": [
                "koers.ui.templatetags.koers",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "koers.ui.templatetags.quick",
            ],
        },
    }
]

DATABASES = {"default": env.database}
# Shared by all processes, and by all servers on one database: the limits on guessing hold for them together.
# Its keys are digests (addresses of visitors would stand in them), its table is made after every migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "koers_cache",
        "KEY_FUNCTION": "koers.organisations.login.cache.digest_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "koers.organisations.login.breached.BreachedPasswordValidator",
        "OPTIONS": {"path": env.breached_passwords},
    },
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3

# Log-in by allauth: docs/decisions/0008-log-in-with-allauth.md. Pages and mails are our own (organisations/login).
ACCOUNT_ADAPTER = "koers.organisations.login.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # nobody signs up by themself: an administrator invites an address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True  # a session lasts SESSION_COOKIE_AGE, also when the browser is closed
# A whole town hall may come from one address, so per address more is allowed than allauth does by itself.
# Failed passwords are counted by koers.organisations.throttle: per account, network and account anywhere.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key"}
SOCIALACCOUNT_ADAPTER = "koers.organisations.login.provider.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a form may send to our own address only (form-action); see login.provider_views
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [env.log_in_provider] if env.log_in_provider else [],
        "OAUTH_PKCE_ENABLED": True,
    }
}
MFA_ADAPTER = "koers.organisations.login.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Koers"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

# Without a mail server mails are printed, and an invitation is shown to the administrator instead.
# Where mails that no request asked for (the weekly mail) lead to; a request always keeps its own host.
SITE_URL = env.site_url
MAIL_IS_SENT = env.mailer is not None
MAILERS = {"default": env.mailer or {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_from
SESSION_ENGINE = "koers.organisations.login.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.https
SECURE_SSL_REDIRECT = env.https
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if env.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "koers.editing.expired.csrf_failure"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "manifest-src": ["'self'"],
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [env.package_dir / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.data_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.collected_static
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not env.collected_static

FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Above the largest paste we judge at its field (10 MB); texts themselves are held to far less.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
TASKS = {"default": {"BACKEND": "koers.core.tasks.backend.LeasedBackend"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.log_level},
}
