"""SSM parameters of the local account: each version tells who wrote it, as in AWS."""

from pathlib import Path

from local.account import LocalAccount


def test_each_version_tells_who_wrote_it(tmp_path: Path) -> None:
    with LocalAccount(directory=tmp_path) as account:
        ssm = account.client("ssm")
        for value in ("one", "two"):
            ssm.put_parameter(Name="pointer", Value=value, Type="String", Overwrite=True)
        history = ssm.get_parameter_history(Name="pointer")["Parameters"]
    administrator = account.identities.administrator.arn
    assert [(each["Value"], each["LastModifiedUser"]) for each in history] == [
        ("one", administrator),
        ("two", administrator),
    ]
