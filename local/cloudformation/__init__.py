"""CloudFormation: `deployment` deploys the synthesized assembly, stack by stack, into moto's.

`assembly` and `template` read what was synthesized, `adjusting` and `models` add what moto's CloudFormation lacks, and
`stacks_api` answers questions about stacks.
"""
