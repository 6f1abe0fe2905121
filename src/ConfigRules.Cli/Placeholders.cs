namespace ConfigRules.Cli;

/// <summary>The words in capitals of commands that a rule shows, which whoever runs them replaces.</summary>
internal static class Placeholders
{
    private static readonly (string Name, string Meaning)[] All =
    [
        ("ACCOUNT", "the 12 digits of the account"),
        ("ENDPOINT", "the endpoint's id: vpce-..."),
        ("GROUP", "the id of the security group that the verdict names: sg-..."),
        ("IMAGE", "an image that is in the account's registry, with its tag"),
        ("NAME", "the service's public name: the one that the verdict or the command above tells"),
        ("REGION", "the region: eu-west-1"),
        ("SERVICE", "the endpoint service's id, vpce-svc-...; after --service-names its full name, com.amazonaws.REGION.sts"),
        ("TABLE", "the route table's id: rtb-..."),
        ("VPC", "the VPC's id: vpc-..."),
    ];

    public static IEnumerable<(string Name, string Meaning)> In(string commands)
    {
        // What stands behind a command is said to people.
        var words = commands.Split('\n').SelectMany(line => WordsOf(line.Split(" # ")[0])).ToHashSet();
        return All.Where(placeholder => words.Contains(placeholder.Name));
    }

    private static string[] WordsOf(string line) => line.Split([.. line.Where(character => !char.IsAsciiLetterUpper(character)).Distinct()]);
}
