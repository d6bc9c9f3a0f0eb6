"""Addresses of the pages about accounts."""

from django.urls import path

from entities.pages import account, membership

urlpatterns = [
    path("login", membership.log_in, name="login"),
    path("logout", membership.log_out, name="logout"),
    path("register", membership.register, name="register"),
    path("register/organizations", membership.organizations, name="register-organizations"),
    path("register/done", membership.registered, name="registered"),
    path("register/confirm/<str:key>", membership.confirm, name="confirm"),
    path("password/forgotten", membership.forgotten, name="password-forgotten"),
    path("password/reset/<str:key>", membership.reset, name="password-reset"),
    path("account", account.account, name="account"),
    path("account/password", account.password, name="account-password"),
    path("account/email", account.address, name="account-email"),
    path("account/email/<str:key>", membership.confirm_address, name="account-email-confirm"),
    path("account/tokens", account.new_token, name="account-new-token"),
    path("account/tokens/<int:key>/end", account.end_token, name="account-end-token"),
]
