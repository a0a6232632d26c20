"""What a service has not sent: watches the network replies to a provider, since it paints nothing instead.

A picture that the service does not have (404) is ground without data; every other failure that no later attempt has
made good is an error. Where all pictures are missing, nothing was fetched at all, and that is one, too.

QGIS 3.22 asks on the thread that paints. Newer ones (3.40) ask for the tiles of all maps on one thread of their own,
whose replies only the manager of the main thread tells of, when its events are handled.
"""

from __future__ import annotations

import re
import threading
from fnmatch import fnmatch
from urllib.parse import urlsplit

from qgis.core import (
    QgsDataSourceUri,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsNetworkRequestParameters,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QMetaObject, QObject, Qt, QThread, pyqtSlot
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .i18n import tr

BUSY_SECONDS = 60.0  # for the main thread to handle what has come
_TILES = "QgsWmsTiledImageDownloadHandler"
_INITIATOR = QNetworkRequest.Attribute(QgsNetworkRequestParameters.RequestAttributes.AttributeInitiatorClass)
_REPLY, _REQUEST = QgsNetworkReplyContent, QgsNetworkRequestParameters


def hosts_of(layer: QgsRasterLayer) -> str:
    """The hosts that the tiles of a layer come from, as a pattern; any where only its service knows."""
    uri = QgsDataSourceUri()
    uri.setEncodedUri(layer.source())
    if layer.providerType() != "wms" or uri.param("type") != "xyz":
        return "*"
    host = urlsplit(re.sub(r"\{[^}]*\}", "*", uri.param("url"))).hostname
    return host or "*"


class Replies(QObject):
    """A context manager: made on the main thread, entered on the one that paints, asked for ``failure`` after it.

    A tile from ``hosts`` that fails meanwhile for the map on the screen may count, too; none is overlooked.
    """

    def __init__(self, hosts: str = "*") -> None:
        super().__init__()
        self._hosts = hosts
        self._main = QgsNetworkAccessManager.instance()
        self._asked: set[int] = set()  # a reply to what was asked before, and given up, may still come in
        self._lock = threading.Lock()
        self._came = 0
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
        return self

    def __exit__(self, *_error: object) -> None:
        self._own.requestAboutToBeCreated[_REQUEST].disconnect(self._note)
        self._own.finished[_REPLY].disconnect(self._take_own)
        self._in_time = self._hear_all()
        self._main.finished[_REPLY].disconnect(self._take_tile)

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
        return "" if self._in_time else tr("QGIS was too busy to tell whether all of it came")

    def _hear_all(self) -> bool:
        """Let the main thread handle the replies that have come, which are before this in the queue of its events."""
        if QThread.currentThread() == self.thread():
            QCoreApplication.sendPostedEvents(self._main, QEvent.Type.MetaCall)
            return True
        QMetaObject.invokeMethod(self, "_tell", Qt.ConnectionType.QueuedConnection)
        return self._all_told.wait(BUSY_SECONDS)

    @pyqtSlot()
    def _tell(self) -> None:
        self._all_told.set()

    def _note(self, request: QgsNetworkRequestParameters) -> None:
        self._asked.add(request.requestId())

    def _take_own(self, reply: QgsNetworkReplyContent) -> None:
        if reply.requestId() in self._asked:
            self._take(reply)

    def _take_tile(self, reply: QgsNetworkReplyContent) -> None:
        request = reply.request()
        if request.attribute(_INITIATOR) == _TILES and fnmatch(request.url().host(), self._hosts):
            self._take(reply)

    def _take(self, reply: QgsNetworkReplyContent) -> None:
        url, error = reply.request().url().toString(), reply.error()
        with self._lock:
            if error == QNetworkReply.NetworkError.NoError:
                self._came += 1
                self._failed.pop(url, None)
            elif error == QNetworkReply.NetworkError.ContentNotFoundError:
                self._missing.add(url)
                self._failed.pop(url, None)
            elif error != QNetworkReply.NetworkError.OperationCanceledError:
                self._failed[url] = reply.errorString()
