"""Exports: the graph in the files of other tools; one small module per format, more by the entry point `kg.exporters`."""

from kg.exports.protocol import Exporter, Folder
from kg.exports.write import exporters, natural, write

__all__ = ["Exporter", "Folder", "exporters", "natural", "write"]
