"""What a service has not sent: watches the network replies of one thread, since a provider paints nothing instead.

A picture that the service does not have (404) is ground without data; every other failure that no later attempt has
made good is an error. Where all pictures are missing, nothing was fetched at all, and that is one, too.
"""

from __future__ import annotations

from qgis.core import QgsNetworkAccessManager, QgsNetworkReplyContent, QgsNetworkRequestParameters
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtNetwork import QNetworkReply

from .i18n import tr


class Replies:
    """A context manager, to be entered on the thread whose requests it watches."""

    def __init__(self) -> None:
        self._asked: set[int] = set()  # a reply to what was asked before, and given up, may still come in
        self._came = 0
        self._missing: set[str] = set()
        self._failed: dict[str, str] = {}

    def __enter__(self) -> Replies:
        self._manager = QgsNetworkAccessManager.instance()  # that of this thread
        self._manager.requestAboutToBeCreated[QgsNetworkRequestParameters].connect(
            self._note, Qt.ConnectionType.DirectConnection
        )
        self._manager.finished[QgsNetworkReplyContent].connect(self._take, Qt.ConnectionType.DirectConnection)
        return self

    def __exit__(self, *_error: object) -> None:
        self._manager.requestAboutToBeCreated[QgsNetworkRequestParameters].disconnect(self._note)
        self._manager.finished[QgsNetworkReplyContent].disconnect(self._take)

    @property
    def failure(self) -> str:
        """Why the picture is not whole; empty where it is."""
        if self._failed:
            count = len(self._failed)
            return tr("{count} of its pictures did not come ({reason})").format(
                count=f"{count:,}", reason=next(iter(self._failed.values()))
            )
        if self._missing and self._came == 0:
            return tr("its service has no picture of this place at this scale")
        return ""

    def _note(self, request: QgsNetworkRequestParameters) -> None:
        self._asked.add(request.requestId())

    def _take(self, reply: QgsNetworkReplyContent) -> None:
        if reply.requestId() not in self._asked:
            return
        url = reply.request().url().toString()
        error = reply.error()
        if error == QNetworkReply.NetworkError.NoError:
            self._came += 1
            self._failed.pop(url, None)
        elif error == QNetworkReply.NetworkError.ContentNotFoundError:
            self._missing.add(url)
            self._failed.pop(url, None)
        elif error != QNetworkReply.NetworkError.OperationCanceledError:
            self._failed[url] = reply.errorString()
