"""Everything the plugin knows that is not a widget: settings, requests, results, layers, errors, styles."""
