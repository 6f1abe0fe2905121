using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConfigRules.Remediation.Tests;

/// <summary>The part of JSONPath that the documents use: members and single elements ($.Vpcs[0].VpcId).</summary>
internal static partial class JsonPath
{
    public static bool IsKnown(string path) => Form.IsMatch(path);

    /// <summary>False where the path leads to nothing.</summary>
    public static bool TrySelect(JsonNode? root, string path, out JsonNode? found)
    {
        found = root;
        foreach (Match part in Part.Matches(path[1..]))
        {
            if (part.Groups["index"] is { Success: true, Value: var index })
            {
                var at = int.Parse(index, CultureInfo.InvariantCulture);
                if (found is not JsonArray list || list.Count <= at)
                    return false;
                found = list[at];
            }
            else if (found is not JsonObject item || !item.TryGetPropertyValue(part.Groups["member"].Value, out found))
            {
                return false;
            }
        }
        return found is not null;
    }

    [GeneratedRegex(@"^\$(\.[A-Za-z0-9]+|\[[0-9]+\])+$")]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"\.(?<member>[A-Za-z0-9]+)|\[(?<index>[0-9]+)\]")]
    private static partial Regex Part { get; }
}
