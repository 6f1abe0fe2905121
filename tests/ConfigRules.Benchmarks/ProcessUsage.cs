using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ConfigRules.Benchmarks;

/// <summary>What a running process has used so far, from the kernel and to the microsecond.</summary>
internal static partial class ProcessUsage
{
    /// <summary>User and system time of all its threads, those that ended among them.</summary>
    public static TimeSpan Cpu(Process process)
    {
        // The clock of a process: its id, inverted, above three bits of which 2 means "scheduled time" (clock_getcpuclockid(3)).
        if (ClockGetTime((~process.Id << 3) | 2, out var time) is not 0)
            throw new InvalidOperationException($"The kernel tells no CPU time of process {process.Id}.");
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    /// <summary>User and system time of all the children that have ended so far.</summary>
    public static TimeSpan CpuOfEndedChildren()
    {
        const int Children = -1;
        if (GetResourceUsage(Children, out var usage) is not 0)
            throw new InvalidOperationException("The kernel tells no CPU time of children.");
        return TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds)
            + TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds);
    }

    /// <summary>The most memory it has held, in MB of 1,000,000 bytes; 0 of a process that is ending.</summary>
    public static double PeakMegabytes(Process process)
    {
        try
        {
            return File.ReadLines($"/proc/{process.Id}/status")
                .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
                .FirstOrDefault() * 1024 / 1e6;
        }
        // It ended between two of its last lines.
        catch (IOException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Time time);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>struct rusage: two times, then fourteen numbers that nothing here asks for.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
