"""Everything that meets a person: the Discord front end, the command line, settings and the wiring of both."""
