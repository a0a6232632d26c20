"""What a service has not sent: watches the network replies to a provider, since it paints nothing instead.

A picture that the service does not have (404) is ground without data; every other failure that no later attempt has
made good is an error. Where all pictures are missing, nothing was fetched at all, and that is one, too.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from urllib.parse import urlsplit

from qgis.core import QgsDataSourceUri, QgsNetworkAccessManager, QgsNetworkRequestParameters, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, QThread
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .i18n import tr

_TILES = "QgsWmsTiledImageDownloadHandler"
_INITIATOR = QNetworkRequest.Attribute(QgsNetworkRequestParameters.RequestAttributes.AttributeInitiatorClass)


def hosts_of(layer: QgsRasterLayer) -> str:
    """The hosts that the tiles of a layer come from, as a pattern; any where only its service knows."""
    uri = QgsDataSourceUri()
    uri.setEncodedUri(layer.source())
    if layer.providerType() != "wms" or uri.param("type") != "xyz":
        return "*"
    host = urlsplit(re.sub(r"\{[^}]*\}", "*", uri.param("url"))).hostname
    return host or "*"


class Replies:
    """A context manager, to be entered on the thread whose requests it watches.

    Tiles count on other threads, too, where they come from ``hosts``: newer QGIS (3.40, not 3.22) fetches those of all
    maps on one thread. A tile for the map on the screen that fails meanwhile counts, then; none is overlooked.
    """

    def __init__(self, hosts: str = "*") -> None:
        self._hosts = hosts
        self._came = 0
        self._missing: set[str] = set()
        self._failed: dict[str, str] = {}
        self._thread = QThread.currentThread()
        self._name = ""

    def __enter__(self) -> Replies:
        self._name = QgsNetworkAccessManager.setReplyPreprocessor(self._watch)
        return self

    def __exit__(self, *_error: object) -> None:
        QgsNetworkAccessManager.removeReplyPreprocessor(self._name)

    def _watch(self, request: QNetworkRequest, reply: QNetworkReply) -> None:
        """Called on the thread that asks."""
        tile = request.attribute(_INITIATOR) == _TILES and fnmatch(request.url().host(), self._hosts)
        if tile or QThread.currentThread() == self._thread:
            url = request.url().toString()
            reply.finished.connect(lambda: self._take(url, reply), Qt.ConnectionType.DirectConnection)

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

    def _take(self, url: str, reply: QNetworkReply) -> None:
        error = reply.error()
        if error == QNetworkReply.NetworkError.NoError:
            self._came += 1
            self._failed.pop(url, None)
        elif error == QNetworkReply.NetworkError.ContentNotFoundError:
            self._missing.add(url)
            self._failed.pop(url, None)
        elif error != QNetworkReply.NetworkError.OperationCanceledError:
            self._failed[url] = reply.errorString()
