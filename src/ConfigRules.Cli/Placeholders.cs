namespace ConfigRules.Cli;

/// <summary>The words in capitals of commands that a rule shows, which whoever runs them replaces.</summary>
internal static class Placeholders
{
    private static readonly (string Name, string After, string Meaning)[] All =
    [
        ("ACCOUNT", "", "the 12 digits of the account"),
        ("BALANCER", "", "the ARN of the load balancer that the verdict names"),
        ("CIDR", "", "the block that the verdict names: 10.0.1.0/24"),
        ("ENDPOINT", "", "the endpoint's id: vpce-..."),
        ("EXECUTION", "", "the id that start-automation-execution prints"),
        ("GROUP", "", "the id of the endpoint's security group: sg-..."),
        ("IMAGE", "", "an image that is in the account's registry, with its tag"),
        ("KEY", "", "the key of the tag that the verdict names"),
        ("NAME", "", "the service's public name: sts.eu-west-1.amazonaws.com"),
        ("NAT", "", "the NAT gateway's id: nat-..."),
        ("NETWORK", "", "the recorded network: a folder, or a file"),
        ("NOTIFICATION", "", "the connection notification's id: vpce-nfn-..."),
        ("ORGANIZATION", "", "the organization's id: o-..."),
        ("PRINCIPAL", "", "the principal that the verdict names: an ARN, or *"),
        ("RECORD", "", "the name of the record that EC2 looks for, with the domain behind it"),
        ("REGION", "", "the region: eu-west-1"),
        ("RESOURCE", "", "the id of the endpoint, or of the endpoint service"),
        ("ROLE", "", "the ARN of the document's role, an output of the stack of remediation.yaml"),
        ("RULE", "--resolver-rule-id ", "the id of the resolver rule that the line before made: rslvr-rr-..."),
        ("SERVICE", "--to ", "the service that the verdict names: ecr.dkr"),
        ("SERVICE", "com.amazonaws.REGION.", "the service that the verdict names: ecr.dkr"),
        ("SERVICE", "--service-id ", "the endpoint service's id: vpce-svc-..."),
        ("SERVICE", "--service-ids ", "the endpoint service's id: vpce-svc-..."),
        ("SERVICE", "--service-names ", "the service's full name: com.amazonaws.eu-west-1.sts"),
        ("SUBNET", "", "the ids of a subnet in each zone of workloads: subnet-..."),
        ("TABLE", "", "the route table's id: rtb-..."),
        ("TARGET", "", "the first DnsName of the endpoint's DnsEntries"),
        ("TARGETS", "", "the ARN of the target group to which its listener forwards"),
        ("TARGETZONE", "", "the HostedZoneId beside that name"),
        ("TOPIC", "", "the ARN of an SNS topic in the service's region"),
        ("VALUE", "Value=", "the tag's value: who owns it"),
        ("VALUE", "\"", "the text that EC2 looks for in the record"),
        ("VPC", "", "the VPC's id: vpc-..."),
        ("ZONE", "", "the hosted zone's id: Z..."),
    ];

    public static IEnumerable<(string Name, string Meaning)> In(string commands)
    {
        // What stands behind a command is said to people.
        var words = commands.Split('\n').SelectMany(line => WordsOf(line.Split(" # ")[0])).ToHashSet();
        return All.Where(placeholder => words.Contains(placeholder.Name) && commands.Contains(placeholder.After + placeholder.Name, StringComparison.Ordinal))
            .Select(placeholder => (placeholder.Name, placeholder.Meaning)).Distinct();
    }

    private static string[] WordsOf(string line) => line.Split([.. line.Where(character => !char.IsAsciiLetterUpper(character)).Distinct()]);
}
