"""A hostile document: what it is called, what is in it, and how it is given
to the program."""

STORY = ('The ferry left at noon, and nobody on the quay had seen the captain '
         'since the morning bell. Three crates of lamps stood where he had '
         'left them. ')


class Case:
    """kind: a row of the table. name: of the file, its ending tells the
    reader what to expect. content: bytes, text, or a function that gives
    them; given: 'file', 'pipe' (standard input), 'sparse' (a file of so many
    zeros), 'endless' (standard input that never ends), 'path' (content is a
    name), or 'web' (content is a path of the server). verb: make, or script
    where speech would last for hours. outcome: 'any', or 'briefing' or
    'refused' where only one is right. says: stands in the refusal; tells:
    stands in the transcript; hides: in neither."""

    def __init__(self, kind, name, content, given='file', verb='make',
                 outcome='any', says='', tells='', hides='', options=()):
        self.kind, self.name, self.content = kind, name, content
        self.given, self.verb, self.outcome = given, verb, outcome
        self.says, self.tells, self.hides = says, tells, hides
        self.options = options

    def bytes(self):
        content = self.content() if callable(self.content) else self.content
        return content.encode('utf-8', 'surrogatepass') \
            if isinstance(content, str) else content
