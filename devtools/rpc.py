"""Calling a running Odoo from outside, as an integration would."""

import http.cookiejar
import json
import urllib.error
import urllib.request

API_KEY_SCRIPT = """
user = env["res.users"].search([("login", "=", {login!r})])
keys = env["res.users.apikeys"].with_user(user)
print("key:", keys._generate("rpc", "outside", None))
env.cr.commit()
"""


class RpcError(Exception):
    """What the server said: ``name`` is the exception, ``status`` the HTTP code."""

    def __init__(self, status, answer):
        super().__init__(answer.get("message", str(answer)))
        self.status, self.name = status, answer.get("name", "")


def api_key(project, database, login="admin"):
    """Return a key for JSON-2 that acts for the user ``login``."""
    printed = project.shell(database, API_KEY_SCRIPT.format(login=login))
    return printed.rpartition("key: ")[2].strip()


class Json2:
    """JSON-2: ``Json2(url, key)("res.partner", "search_count", domain=[])``."""

    def __init__(self, url, key):
        self.url, self.key = url, key

    def __call__(self, model, method, **arguments):
        headers = {"Authorization": f"bearer {self.key}"}
        return _post(f"{self.url}/json/2/{model}/{method}", arguments, headers)


class Session:
    """What the web client does: log in with a password, then call methods."""

    def __init__(self, url, database, login, password):
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        login = {"db": database, "login": login, "password": password}
        self.user = self._jsonrpc("/web/session/authenticate", login)

    def __call__(self, model, method, *args, **kwargs):
        parameters = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self._jsonrpc(f"/web/dataset/call_kw/{model}/{method}", parameters)

    def get(self, path):
        """Return the bytes behind ``path``, as this user sees them."""
        with self.opener.open(f"{self.url}{path}") as answer:
            return answer.read()

    def _jsonrpc(self, path, parameters):
        body = {"jsonrpc": "2.0", "method": "call", "params": parameters}
        answer = _post(f"{self.url}{path}", body, {}, self.opener.open)
        if error := answer.get("error"):
            raise RpcError(200, error["data"])
        return answer["result"]


def _post(url, body, headers, send=urllib.request.urlopen):
    headers = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    try:
        with send(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise RpcError(error.code, _explained(error)) from error


def _explained(error):
    """Return the server's JSON, or what it sent instead."""
    text = error.read().decode(errors="replace")
    try:
        answer = json.loads(text)
    except ValueError:
        return {"message": text[:500]}
    return answer if isinstance(answer, dict) else {"message": text[:500]}
