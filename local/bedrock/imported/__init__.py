"""Open weights that were imported: checked file by file, and answered for where PyTorch is installed."""
