namespace ConfigRules.Paths;

/// <summary>Where packets end up, from the best to the worst; of several ways the worst counts.</summary>
public enum PathVerdict
{
    /// <summary>They arrive, and do not leave the VPC but through an endpoint.</summary>
    Private,

    /// <summary>What was recorded does not tell.</summary>
    Unknown,

    /// <summary>They do not arrive.</summary>
    Blocked,

    PublicViaIgw,

    PublicViaNat,
}

public static class PathVerdicts
{
    /// <summary>"PUBLIC_VIA_NAT": as reports and scripts have it.</summary>
    public static string Word(this PathVerdict verdict) => verdict switch
    {
        PathVerdict.Private => "PRIVATE",
        PathVerdict.Unknown => "UNKNOWN",
        PathVerdict.Blocked => "BLOCKED",
        PathVerdict.PublicViaIgw => "PUBLIC_VIA_IGW",
        _ => "PUBLIC_VIA_NAT",
    };

    public static PathVerdict Worse(PathVerdict one, PathVerdict other) => one > other ? one : other;
}
