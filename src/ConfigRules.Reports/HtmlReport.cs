using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ConfigRules.Reports;

/// <summary>
/// One page that needs nothing but itself: style, script and data lie in it, and its own policy forbids it to ask anybody for
/// anything. Whatever was recorded is data, which the script puts in as text; the page's text is encoded here.
/// </summary>
public static class HtmlReport
{
    private static readonly Lazy<(string[] Parts, string Style, string Script)> Page = new(Load);

    public static void Write(Stream output, ComplianceReport report)
    {
        var (parts, style, script) = Page.Value;
        foreach (var part in parts)
        {
            switch (part)
            {
                case "style":
                    Write(output, style);
                    break;
                case "script":
                    Write(output, script);
                    break;
                case "policy":
                    Write(output, $"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'");
                    break;
                case "day":
                    Write(output, Times.Day(report.At));
                    break;
                case "time":
                    Write(output, Times.Text(report.At));
                    break;
                case "share":
                    Write(output, report.Total.ShareText);
                    break;
                case "statement":
                    Write(output, WebUtility.HtmlEncode(Statement(report.Total)));
                    break;
                case "sources":
                    Write(output, WebUtility.HtmlEncode(string.Join(", ", report.Sources)));
                    break;
                case "notes":
                    Write(output, string.Concat(report.Notes.Select(note => $"\n    <p class=\"note\">{WebUtility.HtmlEncode(note)}</p>")));
                    break;
                case "data":
                    new PageData(report).Write(output);
                    break;
                default:
                    Write(output, part);
                    break;
            }
        }
    }

    /// <summary>The headline in a sentence: what share of how many resources is private.</summary>
    public static string Statement(Score total) => total.Resources is 0
        ? "No resource was judged."
        : string.Create(CultureInfo.InvariantCulture,
            $"{total.Private:N0} of {total.Resources:N0} {(total.Resources is 1 ? "resource is" : "resources are")} private.");

    private static void Write(Stream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static (string[] Parts, string Style, string Script) Load() =>
        // Every second part is the name of what belongs there.
        (Resource("report.html").Split(["{{", "}}"], StringSplitOptions.None), Resource("report.css") + Resource("ways.css"), Resource("ways.js") + Resource("report.js"));

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        // What is hashed is what the browser reads, whatever the line ends of the checkout.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
