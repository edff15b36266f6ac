"""The formats of corpus files. `sniffing` recognises them; each has a module that reads it in bounded memory."""
