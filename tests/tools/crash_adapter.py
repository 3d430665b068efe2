"""Adapter for a kill -9 crash test: what the server acknowledged is there exactly once, however it died.

Contract. A driver starts `command()` in the folder `Adapter(folder).dir`, waits for `healthy()`, calls
`setup()` once, and lets several threads write: `connect(n)` gives thread n its connection, `make(kind,
key, rng)` the content, `write(connection, kind, key, content)` returns when the server acknowledged,
raises `crashtest.Refused` when it said no, and anything else when the connection died first. The driver
kills the server at any moment, starts it again, repeats every write that died (`retries`), and compares
`read_all()`, pairs of key and content, with what was acknowledged. `check_integrity()` raises when the
database itself is damaged.

Kinds, each the write of a person: `say` and `form` are messages in a room, over the socket and by the
form; `apply` is an application with a resume; `draft` is a posting's draft. Repeating a message or an
application with the same key is the same one to the server; before a draft is repeated its author looks
whether it is in the list, which nothing but a look can tell.

Settings: CRASH_PORT (8971), CRASH_BINARY (target/debug/fairhall). Only the standard library; loopback only.
"""
import base64, http.client, json, os, socket, sqlite3, struct, sys, threading, urllib.parse, uuid

PORT = int(os.environ.get("CRASH_PORT", "8971"))
ORIGIN = f"http://127.0.0.1:{PORT}"
HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.environ.get("CRASH_BINARY") or os.path.join(HERE, "..", "..", "target", "debug", "fairhall")
PEOPLE = ["seeker", "exhibitor", "recruiter", "newcomer", "organizer", "moderator", "agent"]
PASSWORD = "fairhall-demo"
EMPLOYER = "pearl-bay-robotics"
SAMPLE = 12          # applications that are also read as the site shows them, each time
MARK = "crash-test "  # begins the content of everything written here
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Socket:
    """A WebSocket client that knows as much as this test needs."""

    def __init__(self, cookie, timeout):
        self.s = socket.create_connection(("127.0.0.1", PORT), timeout=timeout)
        self.buffer = b""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            "GET /live HTTP/1.1", f"Host: 127.0.0.1:{PORT}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: fairhall.v1",
            f"Origin: {ORIGIN}", f"Cookie: {cookie}",
        ]
        self.s.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise OSError(f"no socket: {head[:80]!r}")

    def _more(self):
        data = self.s.recv(65536)
        if not data:
            raise OSError("the socket ended")
        self.buffer += data

    def _take(self, n):
        while len(self.buffer) < n:
            self._more()
        out, self.buffer = self.buffer[:n], self.buffer[n:]
        return out

    def _send(self, opcode, data):
        n = len(data)
        size = bytes([0x80 | n]) if n < 126 else bytes([0xFE]) + struct.pack(">H", n)
        # The mask may be zero: nothing stands between this client and the server.
        self.s.sendall(bytes([0x80 | opcode]) + size + bytes(4) + data)

    def send(self, frame):
        self._send(TEXT, json.dumps(frame).encode())

    def receive(self):
        while True:
            first, second = self._take(2)
            n = second & 0x7F
            if n == 126:
                n = struct.unpack(">H", self._take(2))[0]
            elif n == 127:
                n = struct.unpack(">Q", self._take(8))[0]
            data, opcode = self._take(n), first & 0x0F
            if opcode == TEXT:
                return json.loads(data)
            if opcode == PING:
                self._send(PONG, data)
            if opcode == CLOSE:
                raise OSError("the server closed the socket")

    def close(self):
        self.s.close()


class Session:
    """One writer: a person with a connection for forms and a socket."""

    def __init__(self, adapter, person):
        self.person, self.cookie, self.timeout = person, adapter.cookies[person], adapter.write_timeout
        self.http = http.client.HTTPConnection("127.0.0.1", PORT, timeout=self.timeout)
        self.live = None

    def request(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        headers = {"Cookie": self.cookie, "Origin": ORIGIN}
        if body is not None:
            headers["Content-Type"] = kind
        self.http.request(method, path, body=body, headers=headers)
        answer = self.http.getresponse()
        return answer.status, answer.getheader("Location") or "", answer.read()

    def form(self, path, fields):
        return self.request("POST", path, urllib.parse.urlencode(fields))


def refuse(why):
    raise sys.modules["crashtest"].Refused(why)


def judge(status, location, path):
    """A redirect is the acknowledgement of a form; 4xx is a no; anything else leaves it open."""
    if 400 <= status < 500:
        refuse(f"HTTP {status} for {path}")
    if status != 303 or location.startswith("/login"):
        raise OSError(f"HTTP {status} to {location} for {path}")


def client_id(key):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, key))


def pdf(key):
    """The smallest document that is one; its comment tells whose it is."""
    return (f"%PDF-1.4\n% {key}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
            "trailer<</Root 1 0 R>>\n%%EOF\n").encode()


def multipart(fields, files):
    boundary = "fairhall" + os.urandom(8).hex()
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]
    parts += [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.pdf"\r\n'
              f'Content-Type: application/pdf\r\n\r\n'.encode() + data + b"\r\n" for name, data in files.items()]
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def read(path):
    with open(path, "rb") as content:
        return content.read()


def key_of(content):
    return content[len(MARK):].split(" ", 1)[0] if content.startswith(MARK) else None


class Adapter:
    kinds = ["say", "say", "form", "form", "apply", "draft"]
    retries = True
    write_timeout = 10
    start_timeout = 60

    def __init__(self, folder, is_running=False):
        if not is_running:  # fail at once when something else listens there
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", PORT))
        self.dir, self.data = folder, os.path.join(folder, "data")
        self.cookies, self.rooms, self.postings = {}, [], {}
        self.lock, self.chosen, self.applied, self.drafted = threading.Lock(), {}, {}, set()

    def command(self):
        return [os.path.abspath(BINARY), "serve", "--demo", "--no-limits", "--data", self.data,
                "--listen", f"127.0.0.1:{PORT}"]

    def env(self):
        return {"RUST_LOG": "warn"}

    def healthy(self):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200

    def setup(self):
        """Signs everybody in once: a login outlives every crash."""
        for person in PEOPLE:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
            body = urllib.parse.urlencode({"email": f"{person}@demo.fairhall.example", "password": PASSWORD})
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": ORIGIN}
            connection.request("POST", "/login", body=body, headers=headers)
            answer = connection.getresponse()
            answer.read()
            cookies = [line.split(";", 1)[0] for line in answer.headers.get_all("Set-Cookie") or []]
            self.cookies[person] = next(pair for pair in cookies if pair.split("=", 1)[0].endswith("login"))
        self.rooms = [row[0] for row in self.query("SELECT id FROM rooms ORDER BY id LIMIT 3")]
        postings = self.query("SELECT slug, id FROM postings WHERE state = 'live' AND apply_by = 'here' ORDER BY slug")
        for person in PEOPLE:  # the demo's own applications stand in the way of another to the same posting
            taken = {row[0] for row in self.query(
                "SELECT a.posting_id FROM applications a JOIN people p ON p.id = a.person_id"
                f" WHERE p.email = '{person}@demo.fairhall.example'")}
            self.postings[person] = [slug for slug, posting in postings if posting not in taken]

    def query(self, statement):
        database = sqlite3.connect(f"file:{os.path.join(self.data, 'fairhall.db')}?mode=ro", uri=True)
        try:
            return database.execute(statement).fetchall()
        finally:
            database.close()

    def connect(self, n):
        return Session(self, PEOPLE[n % len(PEOPLE)])

    def make(self, kind, key, rng):
        words = "汉字 and words " * rng.randrange(5, 60)
        return f"{MARK}{key} {words}".strip()

    def choose(self, key, person):
        """Who says it, and where; the same again when it is repeated."""
        with self.lock:
            return self.chosen.setdefault(key, (person, self.rooms[len(self.chosen) % len(self.rooms)]))

    def write(self, connection, kind, key, content):
        getattr(self, f"write_{kind}")(connection, key, content)

    def write_say(self, session, key, content):
        person, room = self.choose(key, session.person)
        session = session if session.person == person else Session(self, person)
        session.live = session.live or Socket(session.cookie, self.write_timeout)
        name = client_id(key)
        session.live.send({"type": "say", "room": room, "client_id": name, "body": content})
        while True:
            frame = session.live.receive()
            if frame["type"] == "said" and frame["client_id"] == name:
                return
            if frame["type"] == "error":
                refuse(frame)

    def write_form(self, session, key, content):
        person, room = self.choose(key, session.person)
        session = session if session.person == person else Session(self, person)
        path = f"/rooms/{room}/messages"
        status, location, _ = session.form(path, {"body": content, "client_id": client_id(key)})
        judge(status, location, path)

    def write_apply(self, session, key, content):
        with self.lock:
            if key not in self.applied:
                turn = sum(1 for person, _ in self.applied.values() if person == session.person)
                self.applied[key] = (session.person, turn)
            person, turn = self.applied[key]
        if turn >= len(self.postings[person]):
            refuse("every posting has this person's application")
        session = session if session.person == person else Session(self, person)
        body, kind = multipart({"letter": content}, {"resume": pdf(key)})
        path = f"/recruitment/postings/{self.postings[person][turn]}/applications"
        status, location, _ = session.request("POST", path, body, kind)
        judge(status, location, path)

    def write_draft(self, session, key, content):
        with self.lock:
            is_repeated = key in self.drafted
            self.drafted.add(key)
        if is_repeated and any(found == key for found, _ in self.read_drafts()):
            return
        session = session if session.person == "recruiter" else Session(self, "recruiter")
        path = f"/organizations/{EMPLOYER}/postings"
        status, location, _ = session.form(path, {
            "title": key, "body": content, "field": "2.2", "type": "FULL_TIME", "country": "CN", "openings": "1",
            "closes_at": "2100-01-01T00:00", "apply_by": "here",
        })
        judge(status, location, path)

    def read_all(self):
        return self.read_rooms() + self.read_applications() + self.read_drafts()

    def read_rooms(self):
        """Every message, as a reader with an empty page gets it; their numbers have no gaps."""
        found = []
        for room in self.rooms:
            live, after, is_more = Socket(self.cookies["seeker"], self.write_timeout), 0, True
            while is_more:
                live.send({"type": "subscribe", "room": room, "after": after})
                frame = live.receive()
                while frame["type"] != "subscribed":
                    frame = live.receive()
                is_more, last = frame["more"], min(frame["seq"], after + 200)
                while after < last:
                    frame = live.receive()
                    if frame["type"] == "message":
                        assert frame["seq"] == after + 1, f"room {room}: {frame['seq']} follows {after}"
                        after = frame["seq"]
                        found.append((key_of(frame["body"]), frame["body"]))
            live.close()
        return [(key, body) for key, body in found if key]

    def read_applications(self):
        rows = self.query(
            "SELECT a.letter, a.id, p.email, f.id, f.content FROM applications a JOIN people p ON p.id = a.person_id"
            " LEFT JOIN files f ON f.id = a.resume_file_id ORDER BY a.id")
        rows = [(key_of(row[0]), *row) for row in rows if key_of(row[0])]
        stored = {name: os.path.join(folder, name)
                  for folder, _, names in os.walk(os.path.join(self.data, "files")) for name in names}
        for key, _, _, _, file, content in rows:
            kept = content if content is not None else file in stored and read(stored[file])
            assert kept == pdf(key), f"the resume of {key}"
        for key, letter, application, email, _, _ in rows[-SAMPLE:]:
            session = Session(self, email.split("@", 1)[0])
            page = session.request("GET", f"/me/applications/{application}")
            assert page[0] == 200 and letter.encode() in page[2], f"the page of {key}: HTTP {page[0]}"
            assert session.request("GET", f"/me/applications/{application}/resume")[2] == pdf(key), f"the resume of {key}"
        return [(key, letter) for key, letter, _, _, _, _ in rows]

    def read_drafts(self):
        rows = self.query("SELECT title, body FROM posting_texts WHERE locale = 'en'")
        return [(title, body) for title, body in rows if key_of(body) == title]

    def check_integrity(self):
        assert self.query("PRAGMA integrity_check") == [("ok",)], "integrity_check"
        assert not self.query("PRAGMA foreign_key_check"), "foreign_key_check"
