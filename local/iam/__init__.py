"""Enforces IAM policies in the local account: what a role does not allow is denied, in AWS's words.

`permissions` says what a request needs, `policies` whether a role's policies allow it, `denials` how a service says no.
"""

from local.iam.denials import denied, refused
from local.iam.permission import Permission, Place
from local.iam.permissions import permissions
from local.iam.policies import Statement, allows, read_policy

__all__ = ["Permission", "Place", "Statement", "allows", "denied", "permissions", "read_policy", "refused"]
