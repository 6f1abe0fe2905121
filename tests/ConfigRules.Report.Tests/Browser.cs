using System.Text;
using ConfigRules.Reports;
using Microsoft.Playwright;

namespace ConfigRules.Report.Tests;

/// <summary>
/// The machine's Chromium, started once for the tests of a class. Where there is none they are skipped, but not in a pipeline.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("configrules-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The report's page, opened from a file as a person opens it.</summary>
    public async Task<OpenPage> OpenAsync(ComplianceReport report, string fragment = "", ColorScheme colors = ColorScheme.Light, int width = 1280, int height = 900)
    {
        if (_browser is null)
        {
            const string Message = "Chromium is not installed (Debian: apt-get install chromium), so the page is not tested.";
            if (Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail(Message);
            Assert.Skip(Message);
        }
        var file = Path.Combine(_folder.FullName, $"{Path.GetRandomFileName()}.html");
        await using (var stream = File.Create(file))
            HtmlReport.Write(stream, report);
        var page = await OpenAsync($"file://{file}{fragment}", colors, width, height);
        return page;
    }

    public async Task<OpenPage> OpenAsync(string url, ColorScheme colors = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var page = await _browser!.NewPageAsync(new() { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = height } });
        var opened = new OpenPage(page);
        await page.GotoAsync(url);
        return opened;
    }
}

/// <summary>A page, and what went on in it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly StringBuilder _trouble = new();

    public OpenPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => _trouble.AppendLine(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _trouble.AppendLine(message.Text);
        };
    }

    public IPage Page { get; }

    public IList<string> Requests { get; } = [];

    /// <summary>Errors of the script and complaints of the browser, those on its policy among them.</summary>
    public string Trouble => _trouble.ToString();

    /// <summary>The address's part from # on, as the page has it: <see cref="IPage.Url"/> hears of a change only later.</summary>
    public Task<string> FragmentAsync() => Page.EvaluateAsync<string>("location.hash");

    public Task<string> TextAsync(string selector) => Page.Locator(selector).InnerTextAsync();

    public Task<int> CountAsync(string selector) => Page.Locator(selector).CountAsync();

    /// <summary>What has the focus: its id, or its place in the map or the list.</summary>
    public Task<string> FocusAsync() => Page.EvaluateAsync<string>("""
        () => {
            const node = document.activeElement;
            return node.id || (node.dataset.row !== undefined ? `cell ${node.dataset.row},${node.dataset.column}` : '')
                || (node.closest('#list li') ? `item ${node.closest('#list li').dataset.index}` : '') || node.className || node.localName;
        }
        """);

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
