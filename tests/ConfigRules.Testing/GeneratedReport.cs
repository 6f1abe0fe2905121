using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Reports;
using ConfigRules.Rules;

namespace ConfigRules.Testing;

/// <summary>Reports of any size, the same for the same arguments: some accounts bad, most good, a few suspended or silent.</summary>
public static class GeneratedReport
{
    public static readonly DateTimeOffset At = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names = ["Payments", "Ledger", "Identity", "Search", "Catalogue", "Checkout", "Warehouse", "Analytics", "Sandbox", "Network hub"];
    private static readonly string[] Units = ["Workloads/Production", "Workloads/Staging", "Infrastructure/Network", "Security", "Sandbox"];
    private static readonly string[] Regions = ["eu-west-1", "eu-central-1", "us-east-1", "ap-southeast-2"];

    /// <param name="accounts">How many accounts; each ninetieth is suspended, each fiftieth has no verdicts.</param>
    /// <param name="rows">How many verdicts in all, spread evenly.</param>
    /// <param name="earlier">How many reports there were before, a week apart.</param>
    public static ComplianceReport Make(int accounts, int rows, int earlier = 0)
    {
        var known = Enumerable.Range(0, accounts).Select(Account).ToArray();
        var all = Rows(known, rows).ToArray();
        var before = Enumerable.Range(1, earlier).Select(weeks => Earlier(all, known, weeks));
        return new(At, ["organization"], RuleCatalog.All, all, known, before);
    }

    public static ReportAccount Account(int index) => new(
        (100_000_000_000 + (index * 37L)).ToString("D12", CultureInfo.InvariantCulture),
        index < Names.Length ? Names[index] : string.Create(CultureInfo.InvariantCulture, $"{Names[index % Names.Length]} {(index / Names.Length) + 1}"),
        Units[index % Units.Length],
        index % 90 is 89);

    private static IEnumerable<ReportRow> Rows(ReportAccount[] accounts, int rows)
    {
        var count = RuleCatalog.All.Length;
        for (var i = 0; i < rows; i++)
        {
            var at = (int)((long)i * accounts.Length / rows);
            // Two rules judge each resource.
            var (resource, rule) = (i / 2, RuleCatalog.All[((i / 2) + (i % 2 * 4)) % count]);
            if (at % 50 is 49)
                continue;
            var compliance = (Mix(i) % 100) switch
            {
                < 2 => Compliance.Undetermined,
                < 12 => Compliance.NotApplicable,
                < 26 => Compliance.NonCompliant,
                < 60 when at % 13 is 0 => Compliance.NonCompliant,
                _ => Compliance.Compliant,
            };
            var id = string.Create(CultureInfo.InvariantCulture, $"vpce-{Mix(resource):x8}{resource:x9}");
            yield return new(rule, accounts[at].Id, Regions[Mix(resource) % 7 % Regions.Length], rule.Reports[0], id, compliance, compliance switch
            {
                Compliance.NonCompliant when i % 3 is 0 => $"It has no route to the s3 endpoint {id}.",
                Compliance.NonCompliant when i % 3 is 1 => $"sg-{id[5..]} lets in 10.1.1.0/24 on TCP 443, but not subnet-{id[5..]} (10.1.2.0/24).",
                Compliance.NonCompliant => "enableDnsHostnames is off, so in this VPC the names of secretsmanager do not resolve to the endpoints.",
                Compliance.NotApplicable => "No workload is in it.",
                Compliance.Undetermined => "SecurityGroups have not been recorded.",
                _ => "",
            })
            {
                Severity = compliance is Compliance.NonCompliant && i % 3 is 2 ? rule.Info.Exceptionally?.Severity ?? rule.Info.Severity : rule.Info.Severity,
                Name = resource % 3 is 0 ? "shop" : null,
                VpcId = string.Create(CultureInfo.InvariantCulture, $"vpc-{at:x17}"),
            };
        }
    }

    /// <summary>As it was: most of today's findings, and others that are repaired by now.</summary>
    private static EarlierReport Earlier(ReportRow[] rows, ReportAccount[] accounts, int weeks)
    {
        var then = new ComplianceReport(At.AddDays(-7 * weeks), [], null, rows.Select((row, i) => (Mix(i) % 40) switch
        {
            var part when part < weeks && row.Compliance is Compliance.NonCompliant => row with { Compliance = Compliance.Compliant, Reason = "" },
            var part when part >= 40 - (3 * weeks) && row.Compliance is Compliance.Compliant => row with { Compliance = Compliance.NonCompliant },
            _ => row,
        }), accounts);
        using var json = new MemoryStream();
        JsonReport.Write(json, then);
        json.Position = 0;
        return EarlierReport.Read(json, "earlier");
    }

    /// <summary>Spreads numbers as chance would, and always the same way.</summary>
    private static int Mix(int number)
    {
        var mixed = (uint)number * 2654435761u;
        mixed ^= mixed >> 15;
        mixed *= 2246822519u;
        return (int)((mixed ^ (mixed >> 13)) & 0x7FFF_FFFF);
    }
}
