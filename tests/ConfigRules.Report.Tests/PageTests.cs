using System.Text.RegularExpressions;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Reports;
using ConfigRules.Rules;
using ConfigRules.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConfigRules.Report.Tests;

/// <summary>The page in a real browser: what it shows, how it is used without a mouse, and that it asks nothing of anybody.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Hostile = "</script><img src=x onerror=\"window.pwned = true\"><!--";

    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static ComplianceReport Ten { get; } = GeneratedReport.Make(10, 1600, earlier: 4);

    private static ComplianceReport Empty { get; } = new(
        GeneratedReport.At, ["empty"], RuleCatalog.All, [], notes: ["Names, units and suspended accounts are unknown, for AWS Organizations does not tell them to this account."]);

    public static TheoryData<string, ColorScheme, int, string> Looks { get; } = new()
    {
        { "ten", ColorScheme.Light, 1280, "" },
        { "ten", ColorScheme.Dark, 1280, "" },
        // 1280 pixels at 400 percent.
        { "ten", ColorScheme.Light, 320, "" },
        { "ten", ColorScheme.Dark, 320, "" },
        { "ten", ColorScheme.Light, 1280, "#severity=critical&region=eu-west-1&q=route" },
        { "ten", ColorScheme.Dark, 1280, "#show=all&sort=resource&account=100000000000" },
        { "ten", ColorScheme.Light, 1280, "open" },
        { "ten", ColorScheme.Dark, 1280, "open" },
        { "ten", ColorScheme.Light, 320, "open" },
        { "ten", ColorScheme.Light, 1280, "#q=nothing-has-this" },
        { "empty", ColorScheme.Light, 1280, "" },
        { "empty", ColorScheme.Dark, 320, "" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Nobody_is_shut_out(string report, ColorScheme colors, int width, string fragment)
    {
        var page = await browser.OpenAsync(report is "ten" ? Ten : Empty, fragment is "open" ? "" : fragment, colors, width, width is 320 ? 512 : 900);
        await using var _ = page;
        if (fragment is "open")
            await page.Page.Locator("#list a").First.ClickAsync();

        var result = await page.Page.RunAxe(Wcag);

        Assert.Equal("", string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
        Assert.True(result.Passes.Length > 20);
        Assert.Equal("", page.Trouble);
        // Nothing but the map, which has two dimensions, is scrolled sideways.
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.DoesNotMatch(@"\b(null|undefined|NaN)\b", await page.TextAsync("body"));
    }

    [Fact]
    public async Task Nothing_leaves_the_page()
    {
        await using var page = await browser.OpenAsync(Ten);
        await page.Page.Locator("#list a").First.ClickAsync();
        await page.PressAsync("Escape");
        await page.Page.SelectOptionAsync("#appearance", "dark");

        Assert.Equal([page.Page.Url.Split('#')[0]], page.Requests);
        Assert.Equal("", page.Trouble);
        // Its policy forbids what its script does not try.
        Assert.True(await page.Page.EvaluateAsync<bool>("() => fetch('http://127.0.0.1:1/').then(() => false, () => true)"));
        Assert.Contains("Content Security Policy", page.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_recorded_is_text()
    {
        var rule = RuleCatalog.All[0];
        var report = new ComplianceReport(GeneratedReport.At, [Hostile], RuleCatalog.All,
            [
                new(rule, "111122223333", "eu-west-1", rule.Reports[0], "vpc-1", Compliance.NonCompliant, Hostile) { Name = Hostile },
                new(rule, "111122223333", "eu-west-1", rule.Reports[0], Hostile, Compliance.NonCompliant, "It is so."),
            ],
            [new("111122223333", Hostile, Hostile)]);
        await using var page = await browser.OpenAsync(report);
        var list = await page.TextAsync("#list");
        await page.Page.Locator("#list a", new() { HasText = "It is so." }).ClickAsync();

        Assert.Contains(Hostile, list, StringComparison.Ordinal);
        Assert.Contains(Hostile, await page.TextAsync(".masthead"), StringComparison.Ordinal);
        Assert.Contains(Hostile, await page.TextAsync("#finding"), StringComparison.Ordinal);
        Assert.Contains(Hostile, await page.TextAsync("#scores"), StringComparison.Ordinal);
        Assert.Equal(0, await page.CountAsync("img"));
        Assert.True(await page.Page.EvaluateAsync<bool>("() => window.pwned === undefined"));
        Assert.Equal("", page.Trouble);
        using var html = new MemoryStream();
        HtmlReport.Write(html, report);
        Assert.DoesNotContain("<img", System.Text.Encoding.UTF8.GetString(html.ToArray()), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_headline_says_what_is_critical_and_how_it_moved()
    {
        await using var page = await browser.OpenAsync(Ten);
        Assert.Equal(Ten.Total.ShareText, await page.TextAsync(".share"));
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Ten.Total.Private:N0} of {Ten.Total.Resources:N0} resources are private."), await page.TextAsync(".statement"));
        Assert.StartsWith($"{Ten.Total.Findings} findings in ", await page.TextAsync("#standing"), StringComparison.Ordinal);
        var (added, repaired) = Ten.SinceLast!.Value;
        Assert.Matches($"^Since 17 November 2026: (up|down) .* points, {added} new, {repaired} repaired\\.$", await page.TextAsync("#change"));
        Assert.StartsWith("Critical", await page.TextAsync("#first li >> nth=0"), StringComparison.Ordinal);
        Assert.Equal(5, await page.CountAsync("#trend-table tbody tr"));
    }

    [Fact]
    public async Task Scores_agree_with_those_that_are_written_elsewhere()
    {
        await using var page = await browser.OpenAsync(Ten);
        foreach (var (rule, score) in Score.By(Ten.Rows, row => row.Rule.Info.Id))
        {
            var text = await page.TextAsync($"#scores tr:has(a:text-is('{rule}'))");
            Assert.Contains($"{score.ShareText}\t{score.Resources}\t", text, StringComparison.Ordinal);
        }
        foreach (var (severity, score) in Score.By(Ten.Rows, row => row.Severity.ToString()))
            Assert.Contains($"{score.ShareText}\t{score.Resources}\t", await page.TextAsync($"#scores tr:has(a:text-is('{severity}'))"), StringComparison.Ordinal);
        foreach (var (region, score) in Score.By(Ten.Rows, row => row.Region))
            Assert.Contains($"{score.ShareText}\t{score.Resources}\t", await page.TextAsync($"#scores tr:has(a:text-is('{region}'))"), StringComparison.Ordinal);
        foreach (var (unit, score) in Score.By(Ten.Rows, row => Ten.AccountOf(row).Unit))
            Assert.Contains($"{score.ShareText}\t{score.Resources}\t", await page.TextAsync($"#scores tr:has(a:text-is('{unit}'))"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keyboard_goes_everywhere()
    {
        await using var page = await browser.OpenAsync(Ten);
        var order = new List<string>();
        for (var i = 0; i < 80; i++)
        {
            await page.PressAsync("Tab");
            var focus = await page.FocusAsync();
            Assert.True(await IsFocusVisibleAsync(page), focus);
            order.Add(focus);
            if (focus.StartsWith("item", StringComparison.Ordinal))
                break;
        }
        // As the page reads: filters, scores (links), one stop in the map, then the list.
        Assert.Equal(
            ["skip", "appearance", "q", "severity", "rule", "account", "region", "unit", "cell 0,0", "show", "sort", "item 0"],
            order.Where(focus => focus is not "a"));

        await page.Page.Locator("[data-row='0'][data-column='0']").FocusAsync();
        foreach (var (key, focus) in ((string, string)[])
        [
            ("ArrowRight", "cell 0,1"), ("ArrowDown", "cell 1,1"), ("ArrowDown", "cell 2,1"), ("End", $"cell 2,{Ten.Rules.Length}"), ("ArrowUp", $"cell 1,{Ten.Rules.Length}"),
            ("Home", "cell 1,0"), ("ArrowUp", "cell 0,0"), ("ArrowUp", "cell 0,0"), ("Control+End", $"cell 9,{Ten.Rules.Length}"), ("Control+Home", "cell 0,0"),
            ("ArrowRight", "cell 0,1"), ("ArrowUp", "cell -1,1"), ("ArrowDown", "cell 0,1"),
        ])
        {
            await page.PressAsync(key);
            Assert.Equal(focus, await page.FocusAsync());
            Assert.True(await IsFocusVisibleAsync(page), focus);
        }

        await page.PressAsync("Enter");
        Assert.Equal("findings", await page.FocusAsync());
        Assert.Contains($"rule={Ten.Rules[0].Info.Id}&account=", await page.FragmentAsync(), StringComparison.Ordinal);
        await page.Page.Locator("#list a").First.FocusAsync();
        await page.PressAsync("ArrowDown");
        Assert.Equal("item 1", await page.FocusAsync());
        await page.PressAsync("Enter");
        Assert.True(await page.Page.Locator("#finding").IsVisibleAsync());
        Assert.Contains("finding=", await page.FragmentAsync(), StringComparison.Ordinal);
        await page.PressAsync("Escape");
        Assert.False(await page.Page.Locator("#finding").IsVisibleAsync());
        Assert.Equal("item 1", await page.FocusAsync());
        await page.PressAsync("Escape");
        Assert.Equal("cell 0,1", await page.FocusAsync());
        Assert.DoesNotContain("rule=", await page.FragmentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_state_is_in_its_link()
    {
        await using var page = await browser.OpenAsync(Ten);
        await page.Page.SelectOptionAsync("#severity", "high");
        await page.Page.SelectOptionAsync("#rule", "vpc-endpoint-policy-not-open");
        await page.Page.SelectOptionAsync("#unit", "Workloads");
        await page.Page.SelectOptionAsync("#region", "eu-west-1");
        await page.Page.SelectOptionAsync("#show", "all");
        await page.Page.SelectOptionAsync("#sort", "resource");
        await page.Page.FillAsync("#q", "Workloads vpce");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("q="));
        await page.Page.Locator("#list a").First.ClickAsync();
        var (finding, list) = (await page.TextAsync("#finding"), await page.TextAsync("#list"));

        await using var again = await browser.OpenAsync(await page.Page.EvaluateAsync<string>("location.href"));
        Assert.Equal(finding, await again.TextAsync("#finding"));
        Assert.Equal(list, await again.TextAsync("#list"));
        Assert.Equal("Workloads vpce", await again.Page.InputValueAsync("#q"));

        await again.PressAsync("Escape");
        await again.Page.Locator("#clear").ClickAsync();
        Assert.Equal("#show=all&sort=resource", await again.FragmentAsync());
        await again.Page.GoBackAsync();
        Assert.Equal(list, await again.TextAsync("#list"));
    }

    [Theory]
    [InlineData("#severity=critical")]
    [InlineData("#rule=vpc-endpoint-policy-not-open")]
    [InlineData("#account=100000000037")]
    [InlineData("#region=eu-central-1")]
    [InlineData("#unit=Workloads")]
    [InlineData("#unit=Security&show=all")]
    [InlineData("#show=undetermined")]
    [InlineData("#show=not-applicable&severity=high")]
    [InlineData("#q=ledger+secretsmanager")]
    public async Task Filters_show_what_they_say_and_nothing_else(string fragment)
    {
        var wanted = System.Web.HttpUtility.ParseQueryString(fragment[1..]);
        var expected = Ten.Rows.Count(row =>
            (wanted["severity"] is not { } severity || row.Severity == Words.Of(severity, Severity.Low))
            && (wanted["rule"] is not { } rule || row.Rule.Info.Id == rule)
            && (wanted["account"] is not { } account || row.AccountId == account)
            && (wanted["region"] is not { } region || row.Region == region)
            && (wanted["unit"] is not { } unit || Ten.AccountOf(row).Unit.Split('/')[0] == unit)
            && (wanted["q"] is null || (Ten.AccountOf(row).Name is "Ledger" && row.Reason.Contains("secretsmanager", StringComparison.Ordinal)))
            && (wanted["show"] switch
            {
                null => row.Compliance is Compliance.NonCompliant,
                "undetermined" => row.Compliance is Compliance.Undetermined,
                "not-applicable" => row.Compliance is Compliance.NotApplicable,
                _ => true,
            }));
        await using var page = await browser.OpenAsync(Ten, fragment);

        Assert.NotEqual(0, expected);
        Assert.StartsWith($"{expected} ", await page.TextAsync("#count"), StringComparison.Ordinal);
        Assert.Equal(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), await page.Page.Locator("#list li").First.GetAttributeAsync("aria-setsize"));
    }

    [Fact]
    public async Task A_finding_comes_with_its_reason_its_resource_and_the_repair()
    {
        var row = Ten.Findings.First();
        await using var page = await browser.OpenAsync(Ten, $"#finding={row.Rule.Info.Id}~{row.AccountId}~{row.Region}~{row.ResourceType}~{row.ResourceId}");
        var text = await page.TextAsync("#finding");

        Assert.DoesNotMatch(@"\b(null|undefined|NaN)\b", text);
        Assert.Contains(row.Reason, text, StringComparison.Ordinal);
        Assert.Contains(row.ResourceId, text, StringComparison.Ordinal);
        Assert.Contains(Ten.AccountOf(row).Name, text, StringComparison.Ordinal);
        Assert.Contains(string.Join(' ', row.Rule.Info.Fix.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_appearance_can_be_chosen_and_stays()
    {
        await using var page = await browser.OpenAsync(Ten);
        Assert.Equal("rgb(252, 251, 249)", await BackgroundAsync(page));
        await page.Page.SelectOptionAsync("#appearance", "dark");
        Assert.Equal("rgb(21, 23, 27)", await BackgroundAsync(page));
        await page.Page.ReloadAsync();
        Assert.Equal("rgb(21, 23, 27)", await BackgroundAsync(page));
        await page.Page.SelectOptionAsync("#appearance", "");

        await using var dark = await browser.OpenAsync(Ten, colors: ColorScheme.Dark);
        Assert.Equal("rgb(21, 23, 27)", await BackgroundAsync(dark));
    }

    [Fact]
    public async Task Paper_gets_the_list_whole_and_no_controls()
    {
        await using var page = await browser.OpenAsync(GeneratedReport.Make(100, 20_000));
        var onScreen = await page.CountAsync("#list li");
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.InRange(onScreen, 10, 60);
        await Assertions.Expect(page.Page.Locator("#list li")).ToHaveCountAsync(500);
        Assert.False(await page.Page.Locator("#q").IsVisibleAsync());
        Assert.False(await page.Page.Locator("#appearance").IsVisibleAsync());
        Assert.Contains("of which the first 500 are printed", await page.TextAsync("#count"), StringComparison.Ordinal);
        Assert.True((await page.Page.PdfAsync()).Length > 50_000);

        await page.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await Assertions.Expect(page.Page.Locator("#list li")).Not.ToHaveCountAsync(500);
    }

    [Fact]
    public async Task Ten_thousand_accounts_and_a_hundred_thousand_verdicts_stay_usable()
    {
        var report = GeneratedReport.Make(10_000, 100_000, earlier: 1);
        await using var page = await browser.OpenAsync(report);

        Assert.StartsWith($"{report.Total.Findings:N0} findings", await page.TextAsync("#count"), StringComparison.Ordinal);
        Assert.InRange(await page.CountAsync("#list li"), 10, 60);
        Assert.InRange(await page.CountAsync("#map [role=row]"), 10, 60);
        Assert.InRange(await page.CountAsync("*"), 500, 2500);

        await page.Page.Locator("#list a").First.FocusAsync();
        await page.PressAsync("End");
        Assert.Equal($"item {report.Total.Findings - 1}", await page.FocusAsync());
        Assert.InRange(await page.CountAsync("#list li"), 10, 60);
        await page.PressAsync("Home");
        Assert.Equal("item 0", await page.FocusAsync());

        await page.Page.Locator("[data-row='0'][data-column='1']").FocusAsync();
        await page.PressAsync("Control+End");
        Assert.Matches($"^cell 9[0-9]{{3}},{report.Rules.Length}$", await page.FocusAsync());

        await page.Page.SelectOptionAsync("#severity", "critical");
        Assert.StartsWith($"{report.Total.Critical:N0} findings", await page.TextAsync("#count"), StringComparison.Ordinal);
        await page.Page.FillAsync("#q", "payments 10.1.2.0/24");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("q="));
        var found = report.Findings.Count(row => row.Severity is Severity.Critical && row.Reason.Contains("10.1.2.0/24", StringComparison.Ordinal)
            && report.AccountOf(row).Name.StartsWith("Payments", StringComparison.Ordinal));
        Assert.InRange(found, 1, 1000);
        Assert.Matches($"^{found} finding", await page.TextAsync("#count"));
        Assert.Equal("", page.Trouble);
    }

    [Fact]
    public async Task Accounts_that_say_nothing_are_not_taken_for_good_ones()
    {
        await using var page = await browser.OpenAsync(GeneratedReport.Make(100, 2000));
        var note = await page.TextAsync("#map-note");
        Assert.Contains("2 accounts without data.", note, StringComparison.Ordinal);
        Assert.Contains("1 suspended account left out.", note, StringComparison.Ordinal);
        Assert.DoesNotContain("100000001813", await page.TextAsync("#scores"), StringComparison.Ordinal);
    }

    private static Task<string> BackgroundAsync(OpenPage page) => page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private static Task<bool> IsFocusVisibleAsync(OpenPage page) => page.Page.EvaluateAsync<bool>("""
        () => {
            const style = getComputedStyle(document.activeElement);
            const box = document.activeElement.getBoundingClientRect();
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight;
        }
        """);
}
