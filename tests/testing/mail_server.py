#!/usr/bin/env python3
"""A mail server for tests: mail_server.py FOLDER MODE.

FOLDER/port gets its port, FOLDER/mails each message that it took. MODE: takes, refuses (the
recipient, for good), later (refuses twice for now), slow (never answers RCPT), auth (takes from
`user` with the password `secret` alone).
"""
import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, mode = sys.argv[1], sys.argv[2]
tried = 0


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        global tried
        tried += 1
        if mode == "refuses":
            return "550 no such user"
        if mode == "later" and tried < 3:
            return "451 try later"
        if mode == "slow":
            await asyncio.Event().wait()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        with open(folder + "/mails", "ab") as mails:
            mails.write(f"to {envelope.rcpt_tos} from {envelope.mail_from}\n".encode())
            mails.write(envelope.content + b"\nend of mail\n")
        return "250 taken"


def check(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"user", b"secret"))


def protocol():
    if mode == "auth":
        return SMTP(Handler(), hostname="localhost", authenticator=check, auth_required=True,
                    auth_require_tls=False)
    return SMTP(Handler(), hostname="localhost")


async def main():
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    open(folder + "/mails", "ab").close()
    with open(folder + "/port.new", "w") as port:
        port.write(str(server.sockets[0].getsockname()[1]))
    os.rename(folder + "/port.new", folder + "/port")
    await server.serve_forever()


asyncio.run(main())
