using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>
/// Names and organizational units of accounts: JSON as `aws organizations list-accounts` prints it, a JSON list of such objects, or
/// CSV with a line of headings. Names may be any text: Organizations takes every printable character.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html</remarks>
public static class AccountList
{
    private static readonly string[] Ids = ["id", "accountid", "account"];
    private static readonly string[] Names = ["name", "accountname"];
    private static readonly string[] Units = ["ou", "organizationalunit", "unit", "path", "oupath"];
    private static readonly string[] States = ["status", "state"];

    /// <param name="file">Its whole content.</param>
    /// <param name="name">What the person calls it, for the message of a failure.</param>
    /// <exception cref="ReportException">It is neither, or says nothing about accounts.</exception>
    public static ImmutableArray<ReportAccount> Read(ReadOnlySpan<byte> file, string name)
    {
        var text = Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        return text.TrimStart() is ['{' or '[', ..] ? ReadJson(text, name) : ReadCsv(text, name);
    }

    private static ImmutableArray<ReportAccount> ReadJson(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var list = document.RootElement is { ValueKind: JsonValueKind.Object } whole
                ? whole.TryGetProperty("Accounts", out var accounts) ? accounts : default
                : document.RootElement;
            if (list.ValueKind is not JsonValueKind.Array)
                throw new ReportException($"{name} has no list of Accounts, as `aws organizations list-accounts` prints it.");
            return [.. list.EnumerateArray().Select((account, index) =>
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{name}, account {index + 1}");
                return account.ValueKind is JsonValueKind.Object
                    ? Make(column => account.EnumerateObject()
                        .FirstOrDefault(member => column.Contains(member.Name.ToLowerInvariant()) && member.Value.ValueKind is JsonValueKind.String).Value is { ValueKind: JsonValueKind.String } value
                        ? value.GetString()! : "", place)
                    : throw new ReportException($"{place} is no object.");
            })];
        }
        catch (JsonException wrong)
        {
            throw new ReportException($"{name} is not JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1} cannot be read.");
        }
    }

    private static ImmutableArray<ReportAccount> ReadCsv(string text, string name)
    {
        var lines = Csv(text).Where(line => line is not [""]).ToArray();
        if (lines is not [var headings, .. var rest])
            throw new ReportException($"{name} is empty; it takes what `aws organizations list-accounts` prints, or CSV with the headings account, name and ou.");
        string[] columns = [.. headings.Select(heading => heading.Trim().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal))];
        if (!columns.Any(Ids.Contains))
            throw new ReportException($"{name} has no column 'account' in its first line; the headings are account, name, ou and status.");
        return [.. rest.Select((line, index) => Make(
            column => Array.FindIndex(columns, column.Contains) is var at and >= 0 && at < line.Length ? line[at].Trim() : "",
            string.Create(CultureInfo.InvariantCulture, $"{name}, record {index + 2}")))];
    }

    private static ReportAccount Make(Func<string[], string> column, string place)
    {
        var id = column(Ids);
        if (!Forms.IsAccountId(id))
            throw new ReportException($"{place}: '{id}' is no account id; it has 12 digits, leading zeros among them.");
        // What organizations close is SUSPENDED for 90 days; the newer member is State, and has CLOSED too.
        return new(id, column(Names), column(Units).Trim('/'), column(States).ToUpperInvariant() is "SUSPENDED" or "CLOSED");
    }

    /// <summary>Records of RFC 4180: quoted fields may hold commas, line ends and doubled quotation marks.</summary>
    private static IEnumerable<string[]> Csv(string text)
    {
        var record = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when isQuoted && i + 1 < text.Length && text[i + 1] is '"':
                    field.Append('"');
                    i++;
                    break;
                case '"' when isQuoted || field.Length is 0:
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    record.Add(field.ToString());
                    field.Clear();
                    break;
                case '\r' when !isQuoted:
                    break;
                case '\n' when !isQuoted:
                    record.Add(field.ToString());
                    field.Clear();
                    yield return [.. record];
                    record.Clear();
                    break;
                default:
                    field.Append(text[i]);
                    break;
            }
        }
        if (field.Length > 0 || record.Count > 0)
        {
            record.Add(field.ToString());
            yield return [.. record];
        }
    }
}
