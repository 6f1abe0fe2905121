using System.Globalization;

namespace ConfigRules.Testing;

/// <summary>
/// A machine in New York whose numbers have commas, until it is disposed: what holds there holds everywhere. The time zone is the
/// process's, so tests that use it run alone.
/// </summary>
public sealed class Elsewhere : IDisposable
{
    private const string Zone = "TZ";

    private readonly string? _zone = Environment.GetEnvironmentVariable(Zone);
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public Elsewhere()
    {
        Move("America/New_York");
        // Made, not found: the programs carry no culture but the invariant one.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = "h";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        CultureInfo.CurrentCulture = culture;
    }

    /// <summary>False where the machine knows no time zones, so that nothing is tested.</summary>
    public static bool IsElsewhere => TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.FromHours(-5);

    public void Dispose()
    {
        Move(_zone);
        CultureInfo.CurrentCulture = _culture;
    }

    private static void Move(string? zone)
    {
        Environment.SetEnvironmentVariable(Zone, zone);
        TimeZoneInfo.ClearCachedData();
    }
}
