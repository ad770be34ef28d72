"""A mail server for mail_test: a real one, on a free port of this machine, that prints what it takes as lines of JSON.

    mail_server.py [--auth USER:PASSWORD] [--refuse ADDRESS] [--tls CERTIFICATE KEY] [--most BYTES]

With --tls it offers STARTTLS. Messages are read by Python's own parser, so that what a reader would see is what is told.
"""

import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

options = argparse.ArgumentParser()
options.add_argument("--auth")
options.add_argument("--refuse")
options.add_argument("--tls", nargs=2)
options.add_argument("--most", type=int, default=33554432)
options = options.parse_args()


def say(**what):
    print(json.dumps(what), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == options.refuse:
            return "550 5.1.1 There is no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        say(
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            signed_in=bool(session.authenticated),
            encrypted=session.ssl is not None,
            headers={name: str(value) for name, value in message.items()},
            attachments=[
                dict(name=one.get_filename(), type=one.get_content_type(), hex=one.get_payload(decode=True).hex())
                for one in message.iter_attachments()
            ],
            text=message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            lines=envelope.content.decode("ascii").split("\r\n"),
        )
        return "250 Taken"


def authenticator(server, session, envelope, mechanism, auth_data):
    login, password = options.auth.split(":")
    fits = auth_data.login == login.encode() and auth_data.password == password.encode()
    return AuthResult(success=fits, handled=False)


def connection():
    more = {}
    if options.auth:
        more = {"authenticator": authenticator, "auth_required": True, "auth_require_tls": False}
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
        more["tls_context"] = context
    return SMTP(Handler(), hostname="mail.test", data_size_limit=options.most, **more)


async def serve():
    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", 0)
    print("listens on", server.sockets[0].getsockname()[1], "\n", flush=True)
    await server.serve_forever()


sys.exit(asyncio.run(serve()))
