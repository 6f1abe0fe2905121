using System.Collections.Immutable;
using System.Text.Json;

namespace ConfigRules.Rules.Policies;

/// <summary>A statement of a policy that is proposed.</summary>
/// <param name="Sid">Says in a word what it is for.</param>
/// <param name="Comment">Says it in a sentence.</param>
/// <param name="Actions">Patterns of actions.</param>
/// <param name="Resources">Patterns of ARNs, or "*".</param>
/// <param name="Conditions">All of which have to hold.</param>
public sealed record ProposedStatement(
    string Sid, string Comment, ImmutableArray<string> Actions, ImmutableArray<string> Resources, ImmutableArray<ProposedCondition> Conditions)
{
    /// <summary>Those for one policy, in which a Sid stands but once.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html</remarks>
    internal static IEnumerable<ProposedStatement> Numbered(IEnumerable<ProposedStatement> statements) =>
        from alike in statements.GroupBy(statement => statement.Sid)
        from numbered in alike.Index()
        select numbered.Index is 0 ? numbered.Item : numbered.Item with { Sid = $"{alike.Key}{numbered.Index + 1}" };

    /// <summary>For everybody, as a gateway endpoint takes no other principal; conditions tell who is meant.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(nameof(Sid), Sid);
        json.WriteString("Effect", "Allow");
        json.WriteString("Principal", "*");
        WriteTexts(json, "Action", Actions);
        WriteTexts(json, "Resource", Resources);
        if (Conditions is not [])
        {
            json.WriteStartObject("Condition");
            foreach (var conditions in Conditions.GroupBy(condition => condition.Operator))
            {
                json.WriteStartObject(conditions.Key);
                foreach (var condition in conditions)
                    WriteTexts(json, condition.Key, condition.Values);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts is [var only])
        {
            json.WriteString(name, only);
            return;
        }
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

/// <param name="Operator">"StringEquals".</param>
/// <param name="Key">"aws:PrincipalOrgID".</param>
/// <param name="Values">One of which has to match.</param>
public sealed record ProposedCondition(string Operator, string Key, ImmutableArray<string> Values);
