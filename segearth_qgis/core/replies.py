"""What a service has not sent: watches the network replies to a provider, since it paints nothing instead.

A picture that the service does not have (404) is ground without data; every other failure that no later attempt has
made good is an error.

QGIS 3.22 asks on the thread that paints. Newer ones (3.40) ask for the tiles of all maps on one thread of their own,
whose replies only the manager of the main thread tells of, when its events are handled.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from fnmatch import fnmatch
from typing import Optional

from qgis.core import (
    QgsDataSourceUri,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsNetworkRequestParameters,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QMetaObject, QObject, Qt, QThread, QUrl, pyqtSlot
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .i18n import tr

BUSY_SECONDS = 60.0  # for the main thread to handle what has come
_TILES = "QgsWmsTiledImageDownloadHandler"
_INITIATOR = QNetworkRequest.Attribute(QgsNetworkRequestParameters.RequestAttributes.AttributeInitiatorClass)
_REDIRECTION = QNetworkRequest.Attribute.RedirectionTargetAttribute
_REPLY, _REQUEST = QgsNetworkReplyContent, QgsNetworkRequestParameters

_main_manager: Optional[QgsNetworkAccessManager] = None


def know_main_thread() -> None:
    """Called on the main thread, when the plugin is loaded: only there can its manager be asked for."""
    global _main_manager
    _main_manager = QgsNetworkAccessManager.instance()


def hosts_of(layer: QgsRasterLayer) -> str:
    """The hosts that the tiles of a layer come from, as a pattern; any where only its service knows."""
    uri = QgsDataSourceUri()
    uri.setEncodedUri(layer.source())
    if layer.providerType() != "wms" or uri.param("type") != "xyz":
        return "*"
    before, switch, after = uri.param("url").partition("{switch:")
    url = before + "any-host" + after.partition("}")[2] if switch else before
    return QUrl(url).host().replace("any-host", "*") or "*"


class Replies(QObject):
    """A context manager: entered on the thread that paints, and asked for ``failure`` after it.

    A tile from ``hosts`` that fails meanwhile for the map on the screen may count, too; none is overlooked.
    """

    def __init__(self, hosts: str, is_cancelled: Callable[[], bool]) -> None:
        super().__init__()
        if _main_manager is None:
            know_main_thread()
        self._main = _main_manager
        self.moveToThread(self._main.thread())
        self._hosts = {hosts}
        self._is_cancelled = is_cancelled
        self._asked: set[int] = set()  # a reply to what was asked before, and given up, may still come in
        self._lock = threading.Lock()
        self._missing: set[str] = set()
        self._failed: dict[str, str] = {}
        self._all_told = threading.Event()
        self._in_time = True

    def __enter__(self) -> Replies:
        directly = Qt.ConnectionType.DirectConnection
        self._own = QgsNetworkAccessManager.instance()  # that of this thread
        self._own.requestAboutToBeCreated[_REQUEST].connect(self._note, directly)
        self._own.finished[_REPLY].connect(self._take_own, directly)
        self._main.finished[_REPLY].connect(self._take_tile)  # on the main thread, as this object is
        self._main.requestTimedOut[_REQUEST].connect(self._give_up)
        return self

    def __exit__(self, *_error: object) -> None:
        self._own.requestAboutToBeCreated[_REQUEST].disconnect(self._note)
        self._own.finished[_REPLY].disconnect(self._take_own)
        self._in_time = self._hear_all()
        self._main.finished[_REPLY].disconnect(self._take_tile)
        self._main.requestTimedOut[_REQUEST].disconnect(self._give_up)

    @property
    def failure(self) -> str:
        """Why the picture is not whole; empty where it is."""
        if self._failed:
            count = len(self._failed)
            return tr("{count} of its pictures did not come ({reason})").format(
                count=f"{count:,}", reason=next(iter(self._failed.values()))
            )
        return "" if self._in_time else tr("QGIS was too busy to tell whether all of it came")

    @property
    def some_missing(self) -> bool:
        """Whether the service has said of a picture that it does not have it."""
        return bool(self._missing)

    def _hear_all(self) -> bool:
        """Let the main thread handle the replies that have come, which are before this in the queue of its events."""
        if QThread.currentThread() == self._main.thread():
            QCoreApplication.sendPostedEvents(self._main, QEvent.Type.MetaCall)
            return True
        QMetaObject.invokeMethod(self, "_tell", Qt.ConnectionType.QueuedConnection)
        end = time.monotonic() + BUSY_SECONDS
        while time.monotonic() < end and not self._is_cancelled():
            if self._all_told.wait(0.1):
                return True
        return False

    @pyqtSlot()
    def _tell(self) -> None:
        self._all_told.set()

    def _note(self, request: QgsNetworkRequestParameters) -> None:
        self._asked.add(request.requestId())

    def _take_own(self, reply: QgsNetworkReplyContent) -> None:
        if reply.requestId() in self._asked:
            self._take(reply)
            if reply.error() == QNetworkReply.NetworkError.OperationCanceledError:  # not by the user: that ends it all
                self._fail(reply.request().url(), reply.errorString())

    def _take_tile(self, reply: QgsNetworkReplyContent) -> None:
        if self._is_ours(reply.request()):
            self._take(reply)

    def _give_up(self, request: QgsNetworkRequestParameters) -> None:
        if self._is_ours(request.request()):
            self._fail(request.request().url(), tr("no answer in time"))

    def _is_ours(self, request: QNetworkRequest) -> bool:
        host = request.url().host()
        return request.attribute(_INITIATOR) == _TILES and any(fnmatch(host, known) for known in self._hosts)

    def _take(self, reply: QgsNetworkReplyContent) -> None:
        error, target = reply.error(), reply.attribute(_REDIRECTION)
        url = reply.request().url()
        if error == QNetworkReply.NetworkError.OperationCanceledError:
            return
        if error == QNetworkReply.NetworkError.NoError and target is not None:
            with self._lock:
                self._hosts.add(url.resolved(QUrl(target)).host())  # which is asked next
            return
        if error not in (QNetworkReply.NetworkError.NoError, QNetworkReply.NetworkError.ContentNotFoundError):
            self._fail(url, reply.errorString())
            return
        with self._lock:
            self._failed.pop(url.toString(), None)
            if error == QNetworkReply.NetworkError.ContentNotFoundError:
                self._missing.add(url.toString())

    def _fail(self, url: QUrl, reason: str) -> None:
        with self._lock:
            self._failed[url.toString()] = reason
