using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Paths;

/// <summary>A request as somebody describes it to a trace: who asks for what, of what.</summary>
/// <param name="Action">"s3:GetObject".</param>
/// <param name="Resource">An ARN, or "*" for an action that has no resource.</param>
/// <param name="Principal">Null where nobody said who asks: somebody of the own account then.</param>
public sealed record RequestToPass(string Action, string Resource, PolicyPrincipal? Principal)
{
    /// <summary>
    /// Reads who asks: an ARN, an account, "anonymous", or "presigned:ACCOUNT" for a URL that somebody of another account has
    /// signed; null where the text is none of these.
    /// </summary>
    public static PolicyPrincipal? ReadPrincipal(string text, Network network)
    {
        if (text is "anonymous")
            return PolicyPrincipal.Anonymous;
        var account = text.StartsWith("presigned:", StringComparison.Ordinal) ? text["presigned:".Length..] : text;
        if (Engine.Forms.IsAccountId(account))
            return account == text ? PolicyPrincipal.SomeoneIn(account) : PolicyPrincipal.Of(PolicyNames.RoleIn(account, network));
        return PolicyPrincipal.AccountOf(text) is not null ? PolicyPrincipal.Of(text)
            : text.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? PolicyPrincipal.OfService(text)
            : null;
    }
}
