using System.Text;

namespace ConfigRules.Policies;

/// <summary>${key}, ${key, 'default'}, and ${*}, ${?}, ${$}, which stand for the characters themselves.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html</remarks>
internal static class PolicyVariables
{
    /// <summary>A pattern that stands for whatever the text may mean.</summary>
    public static string AsWildcards(string text)
    {
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
                break;
            text = $"{text[..start]}*{text[(end + 1)..]}";
        }
        return text;
    }

    /// <summary>What stands in place of a value that a template should have brought: "${REGION}", "${AWS::Region}", "&lt;my-org-id>"; null if there is nothing of the kind.</summary>
    public static string? Placeholder(string text)
    {
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${", start + 2, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
                return text[start..];
            var variable = text[(start + 2)..end];
            // Keys have a prefix and a colon; CloudFormation's pseudo parameters have two.
            if (variable is not ("*" or "?" or "$") && (!variable.Contains(':', StringComparison.Ordinal) || variable.Contains("::", StringComparison.Ordinal)))
                return text[start..(end + 1)];
        }
        return text.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open && text.IndexOf('>', open) is > 0 and var close ? text[open..(close + 1)] : null;
    }

    /// <summary>The text without ${*} and ${?}, which stand for the characters themselves, and with six characters for every other variable.</summary>
    public static string WithoutLiterals(string text)
    {
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
                break;
            text = $"{text[..start]}{(text[(start + 2)..end] is "*" or "?" or "$" ? "-" : "------")}{text[(end + 1)..]}";
        }
        return text;
    }

    public static Replaced Replace(string text, PolicyRequest request)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return new(text, IsUnknown: false);

        var result = new StringBuilder(text.Length);
        var isUnknown = false;
        for (var at = 0; at < text.Length;)
        {
            var start = text.IndexOf("${", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf('}', start);
            if (end < 0)
            {
                result.Append(text, at, text.Length - at);
                break;
            }
            result.Append(text, at, start - at);
            at = end + 1;
            var variable = text[(start + 2)..end];
            if (variable is "*" or "?" or "$")
            {
                result.Append(Pattern.Escape(variable));
                continue;
            }
            var comma = variable.IndexOf(',', StringComparison.Ordinal);
            var key = (comma < 0 ? variable : variable[..comma]).Trim();
            var fallback = comma < 0 ? null : variable[(comma + 1)..].Trim().Trim('\'');
            switch (request.Context[key])
            {
                case { IsUnknown: true }:
                    isUnknown = true;
                    break;
                case { IsAbsent: false } known when known.Values is [var only]:
                    result.Append(Pattern.Escape(only));
                    break;
                // A key with several values cannot be used as a variable; nor can one without any.
                default:
                    if (fallback is null)
                        return new(null, IsUnknown: false);
                    result.Append(Pattern.Escape(fallback));
                    break;
            }
        }
        return isUnknown ? new(null, IsUnknown: true) : new(result.ToString(), IsUnknown: false);
    }
}

/// <summary>A text after its variables were replaced; a null text matches nothing, since a variable had no value.</summary>
internal readonly record struct Replaced(string? Text, bool IsUnknown);
