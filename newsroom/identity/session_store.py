"""Django's sessions in the database, with our row and under another name than the browser knows."""

import datetime as dt
from contextlib import suppress

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import OperationalError
from django.utils import timezone

from common.session_keys import sign_key
from newsroom.identity.sessions import BEGUN, StaffSession, ends_at, row_key

SEEN_EVERY = dt.timedelta(minutes=5)


class SessionStore(DatabaseStore):
    row: StaffSession | None = None  # as it was found

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession

    def _get_new_session_key(self):
        return sign_key(super()._get_new_session_key())

    def _get_session_from_db(self):
        found = StaffSession.objects.filter(pk=row_key(self.session_key), expire_date__gt=timezone.now())
        self.row = found.first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key) -> bool:
        return StaffSession.objects.filter(pk=row_key(session_key)).exists()

    def create_model_instance(self, data) -> StaffSession:
        now = timezone.now()
        begun, browser, network = data.get(BEGUN, [None, "", ""])
        begun_at = dt.datetime.fromisoformat(begun) if begun else None
        return StaffSession(
            session_key=row_key(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=ends_at(begun_at, now),
            user_id=data.get(SESSION_KEY),
            begun_at=begun_at,
            seen_at=now,
            browser=browser,
            network=network,
        )

    def delete(self, session_key=None) -> None:
        if key := session_key or self.session_key:
            StaffSession.objects.filter(pk=row_key(key)).delete()

    def note_use(self) -> None:
        """Put the end off. Now and then is enough, and a database that is locked can do without."""
        now = timezone.now()
        if self.row is None or self.row.seen_at > now - SEEN_EVERY:
            return
        with suppress(OperationalError):
            mine = StaffSession.objects.filter(pk=self.row.pk)
            mine.update(seen_at=now, expire_date=ends_at(self.row.begun_at, now))
