"""The formats of corpus files. `sniffing` recognises them; a module for each reads it, in bounded memory."""
