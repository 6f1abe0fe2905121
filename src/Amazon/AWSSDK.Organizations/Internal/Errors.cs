using Amazon.Organizations.Model;
using Amazon.Shared;

namespace Amazon.Organizations.Internal;

/// <summary>The errors that have a type of their own.</summary>
internal static class Errors
{
    public static readonly (string Code, MakeException Make) AccessDenied = (nameof(AccessDeniedException), (error, inner, status) =>
        new AccessDeniedException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) AWSOrganizationsNotInUse = (nameof(AWSOrganizationsNotInUseException), (error, inner, status) =>
        new AWSOrganizationsNotInUseException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) InvalidInput = (nameof(InvalidInputException), (error, inner, status) =>
        new InvalidInputException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) ParentNotFound = (nameof(ParentNotFoundException), (error, inner, status) =>
        new ParentNotFoundException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) Service = (nameof(ServiceException), (error, inner, status) =>
        new ServiceException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) TooManyRequests = (nameof(TooManyRequestsException), (error, inner, status) =>
        new TooManyRequestsException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly MakeException Other = (error, inner, status) =>
        new AmazonOrganizationsException(error.Message, inner, error.Type, error.Code, error.RequestId, status);
}
