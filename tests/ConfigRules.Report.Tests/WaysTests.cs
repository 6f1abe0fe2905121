using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Reports;
using ConfigRules.Rules;
using ConfigRules.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConfigRules.Report.Tests;

/// <summary>The ways on the report's page, in a real browser: the map, the picture of a way, and its hops in words.</summary>
public sealed class WaysTests(Browser browser) : IClassFixture<Browser>
{
    private const string Hostile = "</script><img src=x onerror=\"window.pwned = true\"><!--";
    private const string OneVpc = "#vpc=111111111111%7Eeu-west-1%7Evpc-1&way=";

    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static ComplianceReport Drawn { get; } = Report(DrawnWays.Network());

    public static TheoryData<string, ColorScheme, int> Looks { get; } = new()
    {
        { "", ColorScheme.Light, 1280 },
        { "", ColorScheme.Dark, 1280 },
        { "", ColorScheme.Light, 320 },
        { "#verdict=blocked", ColorScheme.Dark, 1280 },
        { OneVpc + "subnet-app-a%7Es3", ColorScheme.Light, 1280 },
        { OneVpc + "subnet-app-b%7Es3", ColorScheme.Light, 1280 },
        { OneVpc + "subnet-app-b%7Es3", ColorScheme.Dark, 1280 },
        { OneVpc + "subnet-app-b%7Eecr.dkr", ColorScheme.Light, 640 },
        { OneVpc + "subnet-data%7Es3", ColorScheme.Dark, 320 },
        { OneVpc + "subnet-hybrid%7Es3", ColorScheme.Dark, 1280 },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Nobody_is_shut_out(string fragment, ColorScheme colors, int width)
    {
        await using var page = await browser.OpenAsync(Drawn, fragment, colors, width, width is 320 ? 512 : 900);

        var result = await page.Page.RunAxe(Wcag);

        Assert.Equal("", string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
        Assert.Equal("", page.Trouble);
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.DoesNotMatch(@"\b(null|undefined|NaN)\b", await page.TextAsync("body"));
        Assert.Equal(0, await page.CountAsync("svg [d*=NaN], svg [x*=NaN], svg [y*=NaN]"));
        Assert.Equal(fragment.Contains("way=", StringComparison.Ordinal), await page.Page.Locator("#way").IsVisibleAsync());
    }

    [Fact]
    public async Task The_map_says_what_the_tracer_says()
    {
        await using var page = await browser.OpenAsync(Drawn);
        var ways = Drawn.Ways.Vpcs.Single().Ways;

        Assert.Equal(
            Enum.GetValues<PathVerdict>().Except([PathVerdict.PublicViaIgw]).Concat([PathVerdict.PublicViaIgw]).Order(),
            ways.Select(way => way.OwnVerdict).Distinct().Order());
        Assert.Equal(ways.Length, await page.CountAsync("#ways [data-way]"));
        foreach (var way in ways)
        {
            var label = await page.Page.Locator($"[data-way='{way.From.Subnet.Id}~{way.To.Service}']").GetAttributeAsync("aria-label");
            Assert.Contains(way.OwnVerdict switch
            {
                PathVerdict.Private => ": Private",
                PathVerdict.Unknown => ": Unknown, ",
                PathVerdict.Blocked => ": Blocked, ",
                PathVerdict.PublicViaIgw => ": Public, by an internet gateway, ",
                _ => ": Public, by a NAT gateway, ",
            }, label, StringComparison.Ordinal);
            Assert.EndsWith(way.FirstWrong?.Text ?? "Private", label, StringComparison.Ordinal);
        }
        Assert.StartsWith($"{ways.Length} ways from workloads’ subnets to the services in use, in 1 VPC: ", await page.TextAsync("#ways-note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_alone_can_be_shown()
    {
        await using var page = await browser.OpenAsync(Drawn);
        await page.Page.SelectOptionAsync("#ways-verdict", "blocked");
        Assert.Equal("#verdict=blocked", await page.FragmentAsync());
        Assert.Equal(Drawn.Ways.Vpcs[0].Ways.Count(way => way.OwnVerdict is PathVerdict.Blocked), await page.CountAsync("#ways .way-blocked"));
        Assert.Equal(0, await page.CountAsync("#ways .way-private, #ways .way-unknown, #ways .way-public-nat, #ways .way-public-igw"));
    }

    [Fact]
    public async Task The_keyboard_opens_a_way_and_comes_back()
    {
        await using var page = await browser.OpenAsync(Drawn);
        Assert.Equal(1, await page.CountAsync("#ways [tabindex='0']"));
        await page.Page.Locator("#ways-verdict").FocusAsync();
        await page.PressAsync("Tab");
        var columns = await page.CountAsync("#ways [role=columnheader]") - 1;
        foreach (var (key, focus) in ((string, string)[])
        [
            ("", "cell 0,1"), ("ArrowLeft", "cell 0,1"), ("ArrowUp", "cell 0,1"), ("ArrowDown", "cell 1,1"), ("ArrowRight", "cell 1,2"), ("End", $"cell 1,{columns}"),
            ("Home", "cell 1,1"), ("Control+End", $"cell 4,{columns}"), ("Control+Home", "cell 0,1"), ("ArrowDown", "cell 1,1"),
        ])
        {
            if (key is not "")
                await page.PressAsync(key);
            Assert.Equal(focus, await page.FocusAsync());
        }
        await page.PressAsync("Enter");
        Assert.True(await page.Page.Locator("#way").IsVisibleAsync());
        Assert.Contains("way=subnet-app-b", await page.FragmentAsync(), StringComparison.Ordinal);

        // Close, the picture's frame, then the hops in their order.
        await page.Page.Locator("#way .hop").First.FocusAsync();
        Assert.Equal(1, await page.CountAsync("#way svg .dns.lit"));
        await page.PressAsync("Escape");
        Assert.False(await page.Page.Locator("#way").IsVisibleAsync());
        Assert.Equal("cell 1,1", await page.FocusAsync());
        Assert.DoesNotContain("way=", await page.FragmentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subnet-app-a", "s3", "Private", "line-private")]
    [InlineData("subnet-app-b", "s3", "Public, by a NAT gateway", "line-public-nat")]
    [InlineData("subnet-app-b", "ecr.dkr", "Blocked", "line-blocked")]
    [InlineData("subnet-data", "s3", "Blocked", "line-blocked")]
    [InlineData("subnet-hybrid", "s3", "Unknown", "line-unknown")]
    public async Task The_hops_tell_in_words_what_the_picture_shows(string subnet, string service, string verdict, string line)
    {
        var way = Drawn.Ways.Vpcs[0].Ways.Single(way => way.From.Subnet.Id == subnet && way.To.Service == service);
        await using var page = await browser.OpenAsync(Drawn, $"{OneVpc}{subnet}%7E{service}");

        Assert.Contains(verdict, await page.TextAsync("#way .verdict-word"), StringComparison.Ordinal);
        var hops = await page.TextAsync("#way .hops");
        Assert.All(way.Shared.Concat(way.Legs.SelectMany(leg => leg.Hops)), hop => Assert.Contains(hop.Text, hops, StringComparison.Ordinal));
        Assert.Equal(way.OwnVerdict is PathVerdict.Private ? 0 : 1, Math.Min(1, await page.CountAsync("#way li.wrong-first")));
        Assert.NotEqual(0, await page.CountAsync($"#way svg .{line}"));
        Assert.Equal(way.OwnVerdict is PathVerdict.Blocked or PathVerdict.Unknown, await page.CountAsync("#way svg .mark") > 0);
        var svg = page.Page.Locator("#way svg[role=img]");
        Assert.Equal($"The way from {subnet} to {service}: {verdict}", await svg.Locator("> title").TextContentAsync());
        Assert.Contains(way.Shared[0].Text, await svg.Locator("> desc").TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hops_and_parts_of_the_picture_light_each_other_up()
    {
        await using var page = await browser.OpenAsync(Drawn, $"{OneVpc}subnet-app-b%7Es3");
        await page.Page.Locator("#way .hop", new() { HasText = "into the internet" }).HoverAsync();
        Assert.Equal(1, await page.CountAsync("#way svg .internet.lit"));
        await page.Page.Locator("#way svg .chip[data-parts='at:nat-1']").HoverAsync();
        Assert.Equal(0, await page.CountAsync("#way svg .internet.lit"));
        Assert.Equal(2, await page.CountAsync("#way .hop.lit"));
        await page.Page.Locator("#way h2").HoverAsync();
        Assert.Equal(0, await page.CountAsync("#way .lit"));
    }

    [Fact]
    public async Task A_wrong_hop_leads_to_the_finding_that_repairs_it()
    {
        await using var page = await browser.OpenAsync(Drawn, $"{OneVpc}subnet-app-b%7Es3");
        await page.Page.Locator("#way .first-wrong a").ClickAsync();
        Assert.False(await page.Page.Locator("#way").IsVisibleAsync());
        Assert.Contains("rtb-subnet-app-b", await page.TextAsync("#finding dl"), StringComparison.Ordinal);
        Assert.Contains("finding=route-table-has-gateway-endpoints", await page.FragmentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRIVATE_DNS_OFF", "ssm", "vpc-endpoint-private-dns-enabled")]
    [InlineData("DNS_ATTRS_OFF", "ssm", "vpc-dns-supports-private-endpoints")]
    [InlineData("NO_ENDPOINT", "ssm", "vpc-endpoint-bundles-complete")]
    [InlineData("SG_INGRESS", "ssm", "vpc-endpoint-admits-workloads")]
    [InlineData("POLICY_DENY", "s3", "vpc-endpoint-policy-serves-bundles")]
    [InlineData("POLICY_IMPLICIT", "s3", "vpc-endpoint-policy-serves-bundles")]
    [InlineData("VIA_NAT", "s3", "route-table-has-gateway-endpoints")]
    [InlineData("NO_ROUTE", "dynamodb", "route-table-has-gateway-endpoints")]
    [InlineData("VIA_NAT", "ssm", null)]
    [InlineData("NACL_OUT", "s3", null)]
    public void A_wrong_hop_is_repaired_as_the_rule_about_it_says(string code, string service, string? rule)
    {
        Assert.Equal(rule, HopRules.RuleOf(new(Stage.Route, HopEffect.Blocks, "it is so") { Code = code }, service));
        Assert.True(rule is null || RuleCatalog.Find(rule) is not null);
    }

    [Fact]
    public async Task What_was_recorded_is_text()
    {
        await using var page = await browser.OpenAsync(Report(DrawnWays.Network(Hostile)), $"{OneVpc}subnet-app-a%7Es3");
        Assert.Contains(Hostile, await page.TextAsync("#way h2"), StringComparison.Ordinal);
        Assert.Contains("</script>", await page.Page.Locator("#way svg .sender text").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.CountAsync("img"));
        Assert.True(await page.Page.EvaluateAsync<bool>("() => window.pwned === undefined"));
        Assert.Equal("", page.Trouble);
    }

    [Fact]
    public async Task What_nobody_recorded_is_named()
    {
        await using var page = await browser.OpenAsync(Report(DrawnWays.WithGaps()));
        Assert.Equal("Not recorded, and needed to tell: NetworkAcls, HostedZones.", await page.TextAsync("#ways-missing"));
        Assert.Equal(0, await page.CountAsync("#ways .way-private"));
        Assert.NotEqual(0, await page.CountAsync("#ways .way-unknown"));
    }

    [Fact]
    public async Task A_bound_is_kept_to_and_told()
    {
        var parameters = Parameters.For(RuleCatalog.Find(ReportWays.Rule)!, new Dictionary<string, string> { ["bundles"] = DrawnWays.Bundles });
        Network[] networks = [.. Enumerable.Repeat(DrawnWays.Network(), 3)];
        var whole = ReportWays.Of(networks, parameters);
        var perSubnet = whole.Vpcs[0].Ways.Length / 5;
        var some = ReportWays.Of(networks, parameters, mostVpcs: 2, mostWays: (6 * perSubnet) + 1);

        Assert.Equal((3, 0), (whole.Vpcs.Length, whole.LeftOut));
        Assert.Equal([5 * perSubnet, perSubnet], some.Vpcs.Select(vpc => vpc.Ways.Length));
        Assert.Equal((15 * perSubnet, 9 * perSubnet), (some.Followed, some.LeftOut));
        // Of a VPC that does not go in whole, the worst subnets are kept.
        Assert.Contains(some.Vpcs[1].Ways, way => way.OwnVerdict is PathVerdict.PublicViaNat);

        await using var page = await browser.OpenAsync(new ComplianceReport(GeneratedReport.At, ["three"], null, [], ways: some));
        Assert.Contains($"The {9 * perSubnet} other ways that were followed are left out", await page.TextAsync("#ways-note"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_without_networks_have_no_ways_and_suspended_accounts_none()
    {
        Assert.DoesNotContain("\"ways\":{", Write("html", GeneratedReport.Make(10, 100)), StringComparison.Ordinal);
        var suspended = new ComplianceReport(Drawn.At, [], null, [], [new(NetworkBuilder.Account, IsSuspended: true)], ways: Drawn.Ways);
        Assert.Equal((0, 0), (suspended.Ways.Vpcs.Length, suspended.Ways.Followed));
    }

    [Fact]
    public void Json_has_every_cell_of_the_map()
    {
        var json = JsonNode.Parse(Write("json", Drawn))!;
        Assert.Equal(0, (int)json["waysLeftOut"]!);
        var cells = json["ways"]!.AsArray();
        Assert.Equal(
            Drawn.Ways.Vpcs[0].Ways.Select(way => $"{way.From.Subnet.Id} {way.To.Service} {way.OwnVerdict.Word()} {way.FirstWrong?.Text}"),
            cells.Select(cell => $"{cell!["subnetId"]} {cell["service"]} {cell["verdict"]} {cell["reason"]}"));
        var nat = cells.Single(cell => (string)cell!["subnetId"]! is "subnet-app-b" && (string)cell["service"]! is "s3")!;
        Assert.Equal(
            ("VIA_NAT", "rtb-subnet-app-b", "route-table-has-gateway-endpoints"),
            ((string)nat["code"]!, (string)nat["resourceId"]!, (string)nat["rule"]!));
    }

    [Fact]
    public async Task Paper_gets_the_map_and_the_hops_of_what_is_wrong()
    {
        await using var page = await browser.OpenAsync(Drawn);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Page.Locator(".printed-way")).ToHaveCountAsync(Drawn.Ways.Vpcs[0].Ways.Count(way => way.OwnVerdict is not PathVerdict.Private));
        Assert.True(await page.Page.Locator(".printed-way").First.IsVisibleAsync());
        Assert.False(await page.Page.Locator("#ways-vpc").IsVisibleAsync());
        await page.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await Assertions.Expect(page.Page.Locator(".printed-way")).ToHaveCountAsync(0);
    }

    private static ComplianceReport Report(Network network)
    {
        var rows = RuleCatalog.All.SelectMany(rule => rule.Evaluate(network, ParametersOf(rule)).Select(evaluation => new ReportRow(
            rule, NetworkBuilder.Account, NetworkBuilder.DefaultRegion, evaluation.ResourceType, evaluation.ResourceId, evaluation.Verdict.Compliance, evaluation.Verdict.Reason)));
        return new(GeneratedReport.At, ["drawn"], RuleCatalog.All, rows, [new(NetworkBuilder.Account, "Shop")], ways: ReportWays.Of([network], ParametersOf(RuleCatalog.Find(ReportWays.Rule)!)));
    }

    private static Parameters ParametersOf(Rule rule) => Parameters.For(
        rule, rule.Parameters.Any(parameter => parameter.Name is "bundles") ? new Dictionary<string, string> { ["bundles"] = DrawnWays.Bundles } : []);

    private static string Write(string format, ComplianceReport report)
    {
        using var output = new MemoryStream();
        ReportFormat.Write(format, output, report);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
