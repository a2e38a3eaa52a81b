"""Networks that leave their study: what is written beside the weights, and back.

``NAME.cellmodel`` is a zip of ``model.keras`` and ``model.json``: all that `predict`
needs to have the network predict a folder without its study. ONNX carries the same
facts as its metadata, a SavedModel as ``model.json`` in its folder.
"""
