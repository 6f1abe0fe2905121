namespace ConfigRules.Model;

/// <summary>The statuses in which an association of the resolver's, of DNS Firewall's or of a profile's has an effect.</summary>
public static class InForce
{
    /// <summary>Not once it is being deleted, has failed, or has been overridden. What is being made will be there in a moment.</summary>
    public static bool Is(string? status) => status is null or "COMPLETE" or "CREATING" or "UPDATING";
}
