"""Opens the house: settings → engine → rooms → guards; refuses to start if a door has no lock."""

import datetime as dt
import gc
import logging
from http import HTTPStatus

from flask import Flask, Response, request
from flask_login import LoginManager
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy import Engine
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from participation import rooms
from participation.accounts import queries as accounts
from participation.accounts.rules.powers import FOR_STAFF
from participation.accounts.views import SignedIn, ask_directory
from participation.foundation import (
    access,
    assets,
    cycle,
    i18n,
    logs,
    pages,
    security,
    static_files,
)
from participation.foundation.access import Visitor
from participation.foundation.act import Refused
from participation.foundation.addresses import KeyConverter
from participation.foundation.database import connect
from participation.foundation.framework import Cookies, House
from participation.foundation.languages import SOURCE, STAFF
from participation.organisations import queries as organisations
from participation.settings import Environment, Settings, folder, read_settings

NOT_FOUND, SERVER_FAULT = 404, 500


def create_app(settings: Settings | None = None, engine: Engine | None = None) -> Flask:
    """Build the application; raise UnsafeSettingError or RuntimeError rather than run unsafely."""
    settings = settings or read_settings()
    app = House(
        "participation",
        template_folder=str(folder("templates")),
        static_folder=None,
    )
    _configure(app, settings)
    app.extensions["engine"] = engine or connect(settings.database_url)
    app.extensions["settings"] = settings
    i18n.use_translations(folder("translations"))
    security.keep_secret(settings.secret_key)
    if settings.environment is Environment.PRODUCTION:
        logs.set_up()
    logs.log_requests(app)
    security.protect(app, secure=settings.is_secure)
    CSRFProtect(app)
    _open_login(app)
    cycle.run_cycle(
        app,
        cycle.Finders(organisations.find_organisation, organisations.find_service, _visitor),
    )
    pages.furnish(app)
    assets.furnish(app)
    _speak_to_staff(app)
    static_files.serve(app)
    rooms.open_rooms(app, settings)
    _answer_errors(app)
    access.refuse_undeclared(app)
    if settings.environment is not Environment.TEST:
        gc.freeze()  # All this stays: to look through it for garbage keeps one reader waiting.
    return app


def _configure(app: Flask, settings: Settings) -> None:
    prefix = "__Host-" if settings.is_secure else ""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        MAX_CONTENT_LENGTH=settings.largest_request,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_NAME=f"{prefix}session",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        TESTING=settings.environment is Environment.TEST,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.session_interface = Cookies(app)
    app.url_map.converters["key"] = KeyConverter
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )


def _visitor(session: Session, token: str | None, now: dt.datetime) -> Visitor:
    """Add what the device may do to what the person may do, once her directory was asked."""
    ask_directory(session, token, now)
    return rooms.with_device(session, accounts.identify(session, token, now), now)


def _open_login(app: Flask) -> None:
    """Let Flask-Login carry the token; who it opens for was found by the cycle already."""
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> SignedIn | None:
        visitor = cycle.visitor()
        return SignedIn(token) if visitor.user_id is not None else None


def _speak_to_staff(app: Flask) -> None:
    """Let the words that a view of staff chooses be in a language that staff pages have."""

    @app.before_request
    def choose_language() -> None:
        door = access.door_of(app, request.endpoint)
        if door is not None and door.permission in FOR_STAFF and i18n.reader_locale() not in STAFF:
            i18n.speak_to(SOURCE)


def _answer_errors(app: Flask) -> None:
    log = logging.getLogger("participation.errors")

    @app.errorhandler(Refused)
    def refuse(refused: Refused) -> tuple[str, int]:
        return pages.render("errors/409.html", sentence=pages.explain(refused)), 409

    @app.errorhandler(NoResultFound)
    def missing(_error: NoResultFound) -> tuple[str, int]:
        return pages.render("errors/404.html"), 404

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> tuple[str, int]:
        sentence = pages.STALE if request.cookies else pages.NO_COOKIE
        return pages.render("errors/409.html", sentence=sentence), 400

    @app.errorhandler(SecurityError)
    def refuse_host(_error: SecurityError) -> Response:
        return Response(HTTPStatus.BAD_REQUEST.phrase, HTTPStatus.BAD_REQUEST)  # no address is safe

    @app.errorhandler(RequestEntityTooLarge)
    def refuse_weight(error: RequestEntityTooLarge) -> tuple[str, int]:
        most = (request.max_content_length or 0) // (1024 * 1024)
        return pages.render(
            "errors/409.html", sentence=str(pages.TOO_HEAVY) % {"most": most}
        ), error.code

    @app.errorhandler(HTTPException)
    def answer(error: HTTPException) -> Response | tuple[str, int]:
        code = error.code or SERVER_FAULT
        kin = NOT_FOUND if code < SERVER_FAULT else SERVER_FAULT
        known = code if code in pages.ERROR_PAGES else kin
        return pages.render(f"errors/{known}.html"), code

    @app.errorhandler(Exception)
    def fail(error: Exception) -> tuple[str, int]:
        log.error("failed", exc_info=error, extra={"event": "failed"})
        if app.testing:
            raise error
        return pages.render("errors/500.html"), 500
