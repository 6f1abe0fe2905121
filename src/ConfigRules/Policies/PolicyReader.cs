using System.Collections.Immutable;
using System.Text.Json;

namespace ConfigRules.Policies;

/// <summary>Takes the text of a policy apart. Wherever IAM takes one or several, so does it.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html</remarks>
internal static class PolicyReader
{
    /// <summary>IAM's grammar is eight levels deep; what goes beyond this is no policy.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static PolicyDocument Read(string text)
    {
        var json = Trimmed(text);
        if (json is "")
            throw new PolicyFormatException("The policy is empty.");
        if (json.Length > PolicyDocument.MaxLength * 3)
            throw TooLong(json);
        json = Plain(json);
        if (json.Length > PolicyDocument.MaxLength)
            throw TooLong(json);

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement);
        }
        catch (JsonException malformed)
        {
            // Of an element that an object has twice, the reader does not say where it stands.
            throw new PolicyFormatException(malformed.LineNumber is { } line
                ? $"The policy is not valid JSON at line {line + 1}, byte {malformed.BytePositionInLine + 1}."
                : "The policy has an element twice.");
        }
        catch (Exception malformed) when (malformed is ArgumentException or InvalidOperationException)
        {
            // Half a surrogate pair, in the text or as an escape.
            throw new PolicyFormatException("The policy holds characters that are no Unicode text.");
        }
    }

    /// <summary>Whether two texts are the same JSON: neither blanks nor the order of members count, but that of lists does.</summary>
    public static bool AreTheSame(string one, string other)
    {
        var (json, otherJson) = (Plain(one), Plain(other));
        if (json == otherJson)
            return true;
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            using var otherDocument = JsonDocument.Parse(otherJson, Options);
            return JsonElement.DeepEquals(document.RootElement, otherDocument.RootElement);
        }
        // What is no JSON is the same as nothing but itself.
        catch (Exception malformed) when (malformed is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Some answers carry the document URL-encoded; there a + stands for a blank, and JSON never begins so.</summary>
    internal static string Decoded(string text) => text is ['%', ..] ? Uri.UnescapeDataString(text.Replace('+', ' ')) : text;

    private static string Plain(string text) => Trimmed(Decoded(Trimmed(text)));

    private static string Trimmed(string text) => text.Trim().TrimStart('\uFEFF').Trim();

    private static PolicyFormatException TooLong(string text) =>
        new($"The policy has {text.Length} characters; an endpoint's policy has at most {PolicyDocument.MaxLength}.");

    private static PolicyDocument Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            throw new PolicyFormatException("The policy is not a JSON object.");
        if (!Find(root, "Statement", out var statements))
            throw new PolicyFormatException("The policy has no Statement.");
        var read = ImmutableArray.CreateBuilder<Statement>();
        if (statements.ValueKind is JsonValueKind.Array)
        {
            foreach (var statement in statements.EnumerateArray())
                read.Add(ReadStatement(statement, read.Count + 1));
        }
        else
        {
            read.Add(ReadStatement(statements, 1));
        }
        return new(Find(root, "Version", out var version) ? Text(version, "Version") : null, read.ToImmutable());
    }

    private static Statement ReadStatement(JsonElement statement, int index)
    {
        var place = $"statement {index}";
        if (statement.ValueKind is not JsonValueKind.Object)
            throw new PolicyFormatException($"The policy's {place} is not a JSON object.");
        return new()
        {
            Index = index,
            Sid = Find(statement, "Sid", out var sid) ? Text(sid, $"Sid of {place}") : null,
            Effect = Find(statement, "Effect", out var effect) && effect.ValueKind is JsonValueKind.String
                ? effect.GetString() switch
                {
                    "Allow" => Effect.Allow,
                    "Deny" => Effect.Deny,
                    var other => throw new PolicyFormatException(
                        $"The Effect of {place} of the policy is '{other}'; it is Allow or Deny."),
                }
                : throw new PolicyFormatException($"The policy's {place} has no Effect."),
            Principals = ReadPrincipals(statement, place),
            Actions = ReadPatterns(statement, "Action", "NotAction", place),
            Resources = ReadPatterns(statement, "Resource", "NotResource", place),
            Conditions = Find(statement, "Condition", out var conditions) ? ReadConditions(conditions, place) : [],
        };
    }

    private static PatternSet ReadPatterns(JsonElement statement, string name, string negated, string place) =>
        (Find(statement, name, out var patterns), Find(statement, negated, out var excluded)) switch
        {
            (true, false) => new(Texts(patterns, $"{name} of {place}"), IsNegated: false),
            (false, true) => new(Texts(excluded, $"{negated} of {place}"), IsNegated: true),
            (true, true) => throw new PolicyFormatException($"The policy's {place} has both {name} and {negated}."),
            _ => throw new PolicyFormatException($"The policy's {place} has neither {name} nor {negated}."),
        };

    private static PrincipalSet ReadPrincipals(JsonElement statement, string place) =>
        (Find(statement, "Principal", out var named), Find(statement, "NotPrincipal", out var excluded)) switch
        {
            (true, false) => ReadPrincipals(named, place, isNegated: false),
            (false, true) => ReadPrincipals(excluded, place, isNegated: true),
            (true, true) => throw new PolicyFormatException($"The policy's {place} has both Principal and NotPrincipal."),
            _ => throw new PolicyFormatException($"The policy's {place} has neither Principal nor NotPrincipal."),
        };

    private static PrincipalSet ReadPrincipals(JsonElement principals, string place, bool isNegated)
    {
        if (principals.ValueKind is JsonValueKind.String)
            return new([Text(principals, $"Principal of {place}")], [], isNegated);
        if (principals.ValueKind is not JsonValueKind.Object)
            throw new PolicyFormatException($"The Principal of {place} of the policy is neither \"*\" nor an object.");
        ImmutableArray<string> aws = [], services = [], federated = [];
        foreach (var kind in principals.EnumerateObject())
        {
            var names = Texts(kind.Value, $"Principal of {place}");
            switch (kind.Name.ToUpperInvariant())
            {
                case "AWS":
                    aws = [.. aws, .. names];
                    break;
                case "SERVICE":
                    services = [.. services, .. names];
                    break;
                case "FEDERATED":
                    federated = [.. federated, .. names];
                    break;
                case "CANONICALUSER":
                    throw new PolicyFormatException($"The Principal of {place} of the policy is a CanonicalUser, whose account it does not tell.");
                default:
                    throw new PolicyFormatException($"The Principal of {place} of the policy is of a kind that AWS does not have.");
            }
        }
        return new(aws, services, isNegated) { Federated = federated };
    }

    private static ImmutableArray<Condition> ReadConditions(JsonElement conditions, string place)
    {
        if (conditions.ValueKind is not JsonValueKind.Object)
            throw new PolicyFormatException($"The Condition of {place} of the policy is not an object.");
        var read = ImmutableArray.CreateBuilder<Condition>();
        foreach (var @operator in conditions.EnumerateObject())
        {
            if (@operator.Value.ValueKind is not JsonValueKind.Object)
                throw new PolicyFormatException($"{@operator.Name} in the Condition of {place} of the policy is not an object.");
            foreach (var key in @operator.Value.EnumerateObject())
                read.Add(new(@operator.Name, key.Name, Texts(key.Value, $"{@operator.Name} {key.Name} of {place}")));
        }
        return read.ToImmutable();
    }

    /// <summary>Names of elements ignore case in IAM; an element that is null counts as absent.</summary>
    private static bool Find(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        foreach (var member in element.EnumerateObject())
        {
            if (!member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || member.Value.ValueKind is JsonValueKind.Null)
                continue;
            if (value.ValueKind is not JsonValueKind.Undefined)
                throw new PolicyFormatException("The policy has an element twice.");
            value = member.Value;
        }
        return value.ValueKind is not JsonValueKind.Undefined;
    }

    private static ImmutableArray<string> Texts(JsonElement value, string place)
    {
        if (value.ValueKind is not JsonValueKind.Array)
            return [Text(value, place)];
        var texts = ImmutableArray.CreateBuilder<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
            texts.Add(Text(item, place));
        return texts.MoveToImmutable();
    }

    private static string Text(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new PolicyFormatException($"The {place} of the policy is not text."),
    };
}
