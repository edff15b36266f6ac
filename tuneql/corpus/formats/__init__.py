"""The formats of corpus files. `sniffing` tells which one a file is; a module reads each, in bounded memory."""
