"""The proxy of QGIS's network settings, as the variables that pip understands."""

from __future__ import annotations

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

_ANY_SITE = QUrl("https://example.org/")  # only asked of the system's rules, never opened
_SCHEMES = {QNetworkProxy.ProxyType.HttpProxy: "http", QNetworkProxy.ProxyType.Socks5Proxy: "socks5"}


def proxy_variables() -> dict[str, str]:
    """``HTTPS_PROXY``, ``HTTP_PROXY`` and ``NO_PROXY`` as set in QGIS; nothing where QGIS has no proxy.

    QGIS's "default" proxy is that of the system. What comes back may hold a password: it goes into the environment
    of a process and is never shown.
    """
    manager = QgsNetworkAccessManager.instance()
    proxy = manager.fallbackProxy()
    if proxy.type() == QNetworkProxy.ProxyType.DefaultProxy:
        found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(_ANY_SITE))
        proxy = found[0] if found else QNetworkProxy()
    scheme = _SCHEMES.get(proxy.type())
    if scheme is None or not proxy.hostName():
        return {}
    url = QUrl()
    url.setScheme(scheme)
    url.setHost(proxy.hostName())
    url.setPort(proxy.port() or -1)
    url.setUserName(proxy.user())
    url.setPassword(proxy.password())
    text = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    excluded = [QUrl(each).host() or each for each in (*manager.excludeList(), *manager.noProxyList())]
    return {
        "HTTPS_PROXY": text,
        "HTTP_PROXY": text,
        "NO_PROXY": ",".join(dict.fromkeys(("localhost", "127.0.0.1", *filter(None, excluded)))),
    }
