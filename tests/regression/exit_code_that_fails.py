# exit: 1
class Exit(SystemExit):
    @property
    def code(self):
        raise ValueError(4)


raise Exit("said")
# expect stderr: said
