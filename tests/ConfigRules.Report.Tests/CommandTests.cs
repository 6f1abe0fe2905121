using System.Diagnostics;
using System.Text.Json.Nodes;
using ConfigRules.Testing;

namespace ConfigRules.Report.Tests;

/// <summary>`configrules report`: what it takes, what it writes, and what it says when it cannot.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("configrules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Writes_the_page_whole_or_not_at_all()
    {
        var file = In("report.html");
        var run = await Command.RunAsync(Command.Acme, "--out", file, "--at", Command.At);
        Assert.Equal((0, "", $"{file}: 25.7% private, 57 findings in 35 resources.\n"), (run.ExitCode, run.Out, run.Error));
        var page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.Single(_folder.EnumerateFiles());

        await Command.RunAsync(Command.Acme, "--out", file, "--at", Command.At);
        Assert.Equal(page, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Compares_with_earlier_reports_and_names_accounts()
    {
        await Command.RunAsync(Command.Acme, "--format", "json", "--out", In("old.json"), "--at", "2026-11-17T06:00:00Z");
        await File.WriteAllTextAsync(In("accounts.csv"), "account,name,ou\n111122223333,Shop,Workloads/Production\n", TestContext.Current.CancellationToken);
        var run = await Command.RunAsync(Command.Acme, "--format", "json", "--at", Command.At, "--previous", In("old.json"), "--accounts", In("accounts.csv"));

        var report = JsonNode.Parse(run.Out)!;
        Assert.Equal(("2026-11-17T06:00:00Z", 0, 0), ((string)report["summary"]!["comparedWith"]!, (int)report["summary"]!["new"]!, (int)report["summary"]!["repaired"]!));
        Assert.Equal(("Shop", "Workloads/Production"), ((string)report["accounts"]![0]!["name"]!, (string)report["accounts"]![0]!["unit"]!));
        Assert.All(
            report["evaluations"]!.AsArray().Where(evaluation => (string)evaluation!["compliance"]! is "NON_COMPLIANT"),
            evaluation => Assert.Equal("2026-11-17T06:00:00Z", (string)evaluation!["since"]!));
    }

    [Fact]
    public async Task Takes_rules_and_parameters_as_check_does()
    {
        var run = await Command.RunAsync(Command.Acme, "--format", "json", "--rule", "vpc-endpoint-policy-trusts-own-org", "--param", "trustedAccountIds=444455556666");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1, (int)JsonNode.Parse(run.Out)!["summary"]!["total"]!["high"]!);
    }

    [Theory]
    [InlineData("A page needs a file; name it with --out FILE.html, or choose another --format.", "NETWORK")]
    [InlineData("--at is 'noon'; it takes a time such as 2026-11-24T06:00:00Z.", "NETWORK", "--format", "json", "--at", "noon")]
    [InlineData("No network is named; give a file, a folder, - for standard input, or --live; see `configrules report --help`.", "--format", "json")]
    [InlineData("Name recorded networks, --live or --aggregator, not two of them.", "NETWORK", "--format", "json", "--aggregator", "organization")]
    [InlineData("--param is for judging; what an aggregator keeps was judged with the parameters of each account.", "--format", "json", "--aggregator", "organization", "--param", "trustedAccountIds=444455556666")]
    [InlineData("An aggregator is in one region, and covers others itself; give one --region.", "--format", "json", "--aggregator", "organization", "--region", "eu-west-1", "--region", "us-east-1")]
    [InlineData("'https://evil/' is no region's name; they look like eu-west-1.", "--format", "json", "--aggregator", "organization", "--region", "https://evil/")]
    [InlineData("--rule-prefix belongs to --aggregator, which is missing.", "NETWORK", "--format", "json", "--rule-prefix", "team-")]
    [InlineData("--reason-calls belongs to --aggregator, which is missing.", "NETWORK", "--format", "json", "--reason-calls", "5")]
    [InlineData("--reason-calls is '-1'; it takes a whole number from 0.", "--format", "json", "--aggregator", "organization", "--region", "eu-west-1", "--reason-calls", "-1")]
    [InlineData("none.json: there is no such file.", "NETWORK", "--format", "json", "--previous", "none.json")]
    [InlineData("none.csv: there is no such file.", "NETWORK", "--format", "json", "--accounts", "none.csv")]
    [InlineData("/: it is no file that you may read.", "NETWORK", "--format", "json", "--accounts", "/")]
    [InlineData("/nowhere/report.html: there is no such folder.", "NETWORK", "--out", "/nowhere/report.html")]
    public async Task Says_in_a_sentence_what_is_wrong(string message, params string[] arguments)
    {
        var run = await Command.RunAsync([.. arguments.Select(argument => argument is "NETWORK" ? Command.Acme : argument)]);
        Assert.Equal((2, "", message + "\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task Reads_an_organization_s_aggregator_with_reasons_names_and_units()
    {
        using var organization = new OrganizationDouble();
        organization.Add("111122223333", "Shop", "Workloads/Production");
        organization.Add("444455556666", "Ledger");
        organization.Add("777788889999", "Attic", state: "CLOSED");

        var (code, lines, error) = await AggregateAsync(organization.Url);

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("111122223333,Shop,Workloads/Production,us-east-1,vpc-dns-supports-private-endpoints,CRITICAL,NON_COMPLIANT,AWS::EC2::VPC,vpc-1,", lines[1], StringComparison.Ordinal);
        Assert.Contains("enableDnsHostnames is off.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("444455556666,Ledger,,eu-west-1,vpc-dns-supports-private-endpoints,CRITICAL,COMPLIANT,AWS::EC2::VPC,vpc-2,", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.StartsWith("777788889999", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_organization_that_refuses_is_told_and_the_report_made()
    {
        using var organization = new OrganizationDouble { Refusal = "AccessDeniedException" };
        var (code, lines, error) = await AggregateAsync(organization.Url, "--reason-calls", "0");
        Assert.Equal(
            (0, "Names, units and suspended accounts are unknown, for AWS Organizations tells them to its management account and delegated administrators only (AccessDeniedException).\n"
                + "2 findings have no reason here; each says where AWS Config keeps it.\n"),
            (code, error));
        Assert.StartsWith("111122223333,,,us-east-1,", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"AWS Config keeps the reason in account 111122223333, us-east-1, at the rule OrgConfigRule-team-vpc-dns-supports-private-endpoints-dbgzf8ba.\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_accounts_by_hand_is_believed_and_nobody_asked()
    {
        using var organization = new OrganizationDouble();
        await File.WriteAllTextAsync(In("accounts.csv"), "account,name,status\n111122223333,Mine,ACTIVE\n777788889999,,SUSPENDED\n", TestContext.Current.CancellationToken);
        var (code, lines, error) = await AggregateAsync(organization.Url, "--accounts", In("accounts.csv"));
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("111122223333,Mine,,us-east-1,", lines[1], StringComparison.Ordinal);
        Assert.Empty(organization.Calls);
    }

    private static async Task<(int Code, string[] Lines, string Error)> AggregateAsync(string organizations, params string[] arguments)
    {
        const string Rule = "OrgConfigRule-team-vpc-dns-supports-private-endpoints-dbgzf8ba";
        using var config = new ConfigDouble { HasEmptyPages = true };
        config.Aggregators["organization"] =
        [
            $$$"""{"accountId":"111122223333","awsRegion":"us-east-1","configuration":{"targetResourceType":"AWS::EC2::VPC","targetResourceId":"vpc-1","configRuleList":[{"configRuleName":"{{{Rule}}}","complianceType":"NON_COMPLIANT"}]}}""",
            """{"accountId":"444455556666","awsRegion":"eu-west-1","configuration":{"targetResourceType":"AWS::EC2::VPC","targetResourceId":"vpc-2","configRuleList":[{"configRuleName":"team-vpc-dns-supports-private-endpoints","complianceType":"COMPLIANT"}]}}""",
            $$$"""{"accountId":"777788889999","awsRegion":"eu-west-1","configuration":{"targetResourceType":"AWS::EC2::VPC","targetResourceId":"vpc-3","configRuleList":[{"configRuleName":"{{{Rule}}}","complianceType":"NON_COMPLIANT"}]}}""",
        ];
        config.Reasons[(Rule, "111122223333", "us-east-1")] = [("AWS::EC2::VPC", "vpc-1", "enableDnsHostnames is off.")];
        // The SDK takes its addresses from the environment of a process, so the command runs in one of its own.
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(Cli.CommandLine).Assembly.Location, "report", "--aggregator", "organization", "--rule-prefix", "team-", "--region", "eu-west-1", "--format", "csv", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ENDPOINT_URL"] = config.Url,
                ["AWS_ENDPOINT_URL_ORGANIZATIONS"] = organizations,
                ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
                ["AWS_SECRET_ACCESS_KEY"] = "secret",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n").Split('\n'), error.ReplaceLineEndings("\n"));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
