"""Trains, exports and packages the models that Histostream serves."""

RESEARCH_USE = "Research use only. Not for diagnosis."
