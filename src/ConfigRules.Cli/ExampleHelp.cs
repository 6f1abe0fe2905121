using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ConfigRules.Cli;

/// <summary>Help that ends with examples, where a command has some.</summary>
internal sealed class ExampleHelp(HelpAction standard, Terminal terminal) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["check"] = """
              configrules check events/networks/acme
              configrules check vpcs.json vpc-endpoints.json vpc-attributes.json --rule vpc-dns-supports-private-endpoints
              configrules check snapshot.json.gz --format json --fail-on high
              configrules check events/networks/acme --param vpc-endpoint-policy-trusts-own-org:trustedOrgIds=o-acme4example
              configrules check --live --region eu-west-1 --region us-east-1
            """,
        ["trace"] = """
              configrules trace network --from subnet-0a1b2c3d --to s3
              configrules trace network --from eni-0a1b2c3d --to sts.eu-west-1.amazonaws.com --live-dns
              configrules trace network --from sg-0a1b2c3d --to s3 --action s3:GetObject --resource arn:aws:s3:::my-bucket/key
              configrules trace network --from subnet-0a1b2c3d --to ecr.dkr --what-if patch.json --format svg > way.svg
              configrules trace network --matrix --services s3,sts --fail-on-public
              configrules trace --diff last-week network

              The exit code of a single way, which is a question, is 0 for PRIVATE, 1 for PUBLIC_VIA_NAT, PUBLIC_VIA_IGW and BLOCKED,
              2 for UNKNOWN and for what cannot be asked; with --what-if, of the way after the change. --matrix and --diff, which are
              reports, end with 0, or with 1 if --fail-on-public is met.

              patch.json: {"VpcAttributes": [{"VpcId": "vpc-0a1b2c3d", "EnableDnsHostnames": {"Value": true}}],
                           "VpcEndpoints": [{"VpcEndpointId": "vpce-0a1b2c3d", "Removed": true}]}
              Members replace those of the resource with that id, null takes a member out, lists are replaced as a whole.
            """,
        ["policy"] = """
              configrules policy events/networks/acme --endpoint vpce-0a1b2c3d4e5f60001
              configrules policy network --endpoint vpce-0a1b2c3d --param trustedOrgIds=o-acme4example --param bundles=ssm
              configrules policy network --endpoint vpce-0a1b2c3d --format json > policy.json
              aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-0a1b2c3d --policy-document file://policy.json
            """,
        ["report"] = """
              configrules report events/networks/acme --out report.html
              configrules report networks/* --accounts accounts.json --previous last-week.json --out report.html
              configrules report --aggregator organization --region eu-west-1 --format json --out today.json
              configrules report events/networks/acme --format sarif > findings.sarif
            """,
        ["invoke"] = """
              configrules invoke events/change-vpc.json --network events/networks/acme
              configrules invoke events/scheduled.json --network events/networks/acme --log
            """,
        ["record"] = """
              configrules record --region eu-west-1 --out network
              configrules check network
            """,
        ["explain"] = """
              configrules explain vpc-dns-supports-private-endpoints
            """,
        ["template"] = """
              configrules template stack-set --out deploy/stack-set.yaml
              configrules template organization-rules --rule vpc-endpoint-bundles-complete --param bundles=ecr-pull
              configrules template conformance-pack --remediation vpc-dns-supports-private-endpoints=remediate-vpc-dns-supports-private-endpoints
            """,
        ["completion"] = """
              configrules completion bash > ~/.local/share/bash-completion/completions/configrules
            """,
    };

    public override int Invoke(ParseResult parseResult)
    {
        var result = standard.Invoke(parseResult);
        if (Examples.TryGetValue(parseResult.CommandResult.Command.Name, out var examples))
        {
            terminal.Out.WriteLine("Examples:");
            terminal.Out.WriteLine(examples);
            terminal.Out.WriteLine();
        }
        return result;
    }
}
